/** A stream of text a command writes to. */
export interface TextOutput {
  /** Writes text as it is. Callers make it safe for a terminal first. */
  readonly write: (text: string) => void
  /** Resolves once the stream has taken all that was written, with the error if it could not. */
  readonly flush: () => Promise<Error | undefined>
  /** Whether a person watches: decides on colours and on a progress line that overwrites itself. */
  readonly isTerminal: boolean
  /** The width in columns, where it is known. */
  readonly columns?: number
}

/** Everything a command uses of its process, so that tests can pass something else. */
export interface CommandIo {
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that relative paths start from. */
  readonly directory: string
  /**
   * Calls the listener at each SIGINT and SIGTERM, which then no longer end the process.
   *
   * @returns A function that removes the listener.
   */
  readonly onStop: (listener: () => void) => () => void
}

/** Whether an output gets colours: a terminal does, unless `NO_COLOR` or `CI` has a value. */
export function usesColour(output: TextOutput, env: CommandIo['env']): boolean {
  return output.isTerminal && !env.NO_COLOR && !env.CI && env.TERM !== 'dumb'
}
