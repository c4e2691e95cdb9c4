import type { Command } from '../command.ts'
import { verifyOptions } from './verify-options.ts'

/** `phone-auth-kit verify`: runs the contract tests against a backend. */
export const verifyCommand: Command = {
  usage: { zh: 'URL [选项]', en: 'URL [options]' },
  summary: { zh: '对后端运行契约测试', en: 'run the contract tests against a backend' },
  details: {
    zh: [
      '退出码：',
      '  0  后端符合契约',
      '  1  有达到 --fail-on 级别的问题',
      '  2  用法、配置或基线有误',
      '  3  无法连接后端，或运行未能继续',
      '  4  没有失败，但有“必须”用例未能判定',
    ],
    en: [
      'Exit codes:',
      '  0  the backend conforms',
      '  1  a finding at or above --fail-on',
      '  2  wrong usage, configuration or baseline',
      '  3  the backend could not be reached, or the run could not go on',
      '  4  nothing failed, but a must case is undecided',
    ],
  },
  options: verifyOptions,
  // Loaded when it is run: loading the suite and its schemas takes longer than starting a mock.
  run: async (argv, io) => (await import('./verify.ts')).verify(argv, io),
}
