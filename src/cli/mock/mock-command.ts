import type { Command } from '../command.ts'
import { mockDetails, mockOptions } from './mock-options.ts'

/** `phone-auth-kit mock`: the reference server on a port, until it is stopped. */
export const mockCommand: Command = {
  usage: { zh: '[选项]', en: '[options]' },
  summary: { zh: '启动参考服务器', en: 'start the reference server' },
  details: mockDetails,
  options: mockOptions,
  run: async (argv, io) => (await import('./mock.ts')).mock(argv, io),
}
