export { mswHandlers } from './reference/msw/msw-handlers.ts'
