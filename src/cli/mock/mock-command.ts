import type { Command } from '../command.ts'
import { mockDetails, mockOptions } from './mock-options.ts'

/** `phone-auth-kit mock`: the reference backend on a port, until it is stopped. */
export const mockCommand: Command = {
  usage: '[options]',
  summary: 'run the reference backend on a port',
  details: mockDetails,
  options: mockOptions,
  run: async (argv, io) => (await import('./mock.ts')).mock(argv, io),
}
