export type { Dialect } from './contract/dialect.ts'
