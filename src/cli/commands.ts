import type { Command } from './command.ts'
import { mockCommand } from './mock/mock-command.ts'
import { openapiCommand } from './openapi.ts'
import { verifyCommand } from './verify/verify-command.ts'

/** The commands by name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['verify', verifyCommand],
  ['mock', mockCommand],
  ['openapi', openapiCommand],
])
