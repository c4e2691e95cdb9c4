import type { ContractOptions } from '../../suite/state/contract-options.ts'

/** What the file of `phone-auth-kit verify --config` holds: the options of a run, and where its reports go. */
export interface ContractConfig extends Partial<ContractOptions> {
  /** Where the JSON report is written. */
  readonly json?: string | undefined
  /** Where the JUnit report is written. */
  readonly junit?: string | undefined
  /** Where the Markdown report is written. */
  readonly markdown?: string | undefined
  /** Where the HTML report is written. */
  readonly html?: string | undefined
  /** The file of known failures. */
  readonly baseline?: string | undefined
}

/**
 * Types the file of `phone-auth-kit verify --config`; gives back what it is given. Options of the command line win over
 * it. Paths start from the folder the command is run in.
 */
export function defineConfig(config: ContractConfig): ContractConfig {
  return config
}
