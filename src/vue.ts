export { useRegistrationFlow } from './flow/vue.ts'
