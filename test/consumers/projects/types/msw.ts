import type { RequestHandler } from 'msw'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'

export const handlers: RequestHandler[] = mswHandlers(createReferenceBackend())
