export { type MswHandlersOptions, mswHandlers } from './reference/msw/msw-handlers.ts'
