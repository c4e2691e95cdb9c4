export { type ContractConfig, defineConfig } from './cli/define-config.ts'
export type { Dialect } from './contract/dialect.ts'
export type { Citation } from './contract/document.ts'
export { htmlReport } from './report/html.ts'
export { junitReport } from './report/junit.ts'
export { type MarkdownOptions, markdownReport } from './report/markdown.ts'
export { type TerminalOptions, terminalReport } from './report/terminal.ts'
export type { ViewOptions } from './report/view-options.ts'
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
  KnownFailure,
  Level,
  Verdict,
} from './suite/report.ts'
export { planContract, runContract } from './suite/run-contract.ts'
export { UsageError } from './suite/usage-error.ts'
