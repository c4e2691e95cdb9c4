export type { Dialect } from './contract/dialect.ts'
export type { Citation } from './contract/document.ts'
export {
  type ContractTest,
  ContractTestError,
  type ContractTestsOptions,
  contractTests,
} from './suite/contract-tests.ts'
export { type ListedCase, listCases } from './suite/list-cases.ts'
export type { CodeSource, ContractOptions, Plan } from './suite/options.ts'
export type {
  CaseResult,
  CaseStatus,
  ContractReport,
  Counts,
  Exchange,
  Finding,
  Level,
  Verdict,
} from './suite/report.ts'
export { planContract, runContract } from './suite/run-contract.ts'
export { UsageError } from './suite/usage-error.ts'
