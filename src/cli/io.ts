/** A stream of text a command writes to. */
export interface TextOutput {
  /** Writes text as it is: whoever calls it has made it safe for a terminal. */
  readonly write: (text: string) => void
  /** Whether a person watches: decides on colours and on progress that overwrites itself. */
  readonly isTerminal: boolean
  /** The width in columns, where it is known. */
  readonly columns?: number
}

/** All that a command touches of the process it runs in, so that tests can hand it something else. */
export interface CommandIo {
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder relative paths start from. */
  readonly directory: string
  /**
   * Calls the listener at each SIGINT and SIGTERM, which no longer end the process then.
   *
   * @returns What takes the listener away again.
   */
  readonly onStop: (listener: () => void) => () => void
}

/** Whether an output gets colours: a terminal does, unless `NO_COLOR` or `CI` is set (to anything but nothing). */
export function usesColour(output: TextOutput, env: CommandIo['env']): boolean {
  return output.isTerminal && !env.NO_COLOR && !env.CI && env.TERM !== 'dumb'
}
