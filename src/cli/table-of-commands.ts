import type { Command } from './commands.ts'
import { mockCommand } from './mock-command.ts'
import { openapiCommand } from './openapi.ts'

/** The commands by name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['mock', mockCommand],
  ['openapi', openapiCommand],
])
