import type { ReferenceOptions } from '../../reference/reference-options.ts'
import type { ContractOptions } from '../../suite/state/contract-options.ts'

/**
 * The configuration of `phone-auth-kit verify --config FILE`: the options of a run, and the files of its reports.
 * `phone-auth-kit mock --config FILE` takes `dialect`, `lang` and `mock` from it.
 */
export interface ContractConfig extends Partial<ContractOptions> {
  /** File to write the JSON report to. */
  readonly json?: string | undefined
  /** File to write the JUnit report to. */
  readonly junit?: string | undefined
  /** File to write the Markdown report to. */
  readonly markdown?: string | undefined
  /** File to write the HTML report to. */
  readonly html?: string | undefined
  /** File to write every exchange to, one line of JSON each. */
  readonly trace?: string | undefined
  /** File of known failures. */
  readonly baseline?: string | undefined
  /** Options of the reference server that `mock` runs, such as operations of your own. `dialect` need not be repeated. */
  readonly mock?: ReferenceOptions | undefined
}

/**
 * Returns the configuration it is given, so that an editor checks its type. Options of the command line win over it.
 * Relative paths start from the folder that the command runs in.
 */
export function defineConfig(config: ContractConfig): ContractConfig {
  return config
}
