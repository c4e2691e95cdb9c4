export { type ContractConfig, defineConfig } from './cli/config/define-config.ts'
export type { Dialect } from './contract/dialect.ts'
export type { Citation } from './contract/document.ts'
export type { ViewOptions } from './report/html/html.ts'
export { htmlReport } from './report/html/html.ts'
export { junitReport } from './report/junit.ts'
export { type MarkdownOptions, markdownReport } from './report/markdown/markdown.ts'
export type {
  CaseResult,
  CaseStatus,
  ContractReport,
  Counts,
  Exchange,
  Finding,
  KnownFailure,
  Level,
  Verdict,
} from './report/model/report.ts'
export { type TerminalOptions, terminalReport } from './report/terminal/terminal.ts'
export {
  type ContractTest,
  ContractTestError,
  type ContractTestsOptions,
  contractTests,
} from './suite/run/contract-tests.ts'
export { type ListedCase, listCases } from './suite/run/list-cases.ts'
export { planContract, runContract } from './suite/run/run-contract.ts'
export type { CodeSource, ContractOptions, Plan, TracedExchange } from './suite/state/contract-options.ts'
export {
  type Examination,
  type ExaminedOperation,
  type ExampleFile,
  type ExampleOf,
  type ExamplePerson,
  examine,
} from './suite/state/examine.ts'
export { UsageError } from './suite/state/usage-error.ts'
