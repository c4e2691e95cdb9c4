export { createRegistrationFlow } from './flow/create-registration-flow.ts'
export type * from './flow/flow-outcomes.ts'
export type * from './flow/registration-flow.ts'
