import type { Command } from '../command.ts'
import { verifyOptions } from './verify-options.ts'

/** `phone-auth-kit verify`: runs the contract tests against a backend. */
export const verifyCommand: Command = {
  usage: 'URL [options]',
  summary: 'run the contract tests against a backend',
  details: [
    'Exit codes:',
    '  0  the backend conforms',
    '  1  a finding at or above --fail-on',
    '  2  wrong usage, configuration or baseline',
    '  3  the backend could not be reached, or the run could not go on',
    '  4  nothing failed, but a must case is undecided',
  ],
  options: verifyOptions,
  // Loaded when it is run: the suite and its schemas take longer to load than a mock to start.
  run: async (argv, io) => (await import('./verify.ts')).verify(argv, io),
}
