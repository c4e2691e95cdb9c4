import type { Language, Words } from '../report/model/words.ts'
import { padded, wrapped } from '../report/terminal/display-width.ts'
import type { Command } from './command.ts'
import { type OptionDefinition, placeholderOf } from './command-line.ts'

const introduction: Readonly<Record<Language, readonly string[]>> = {
  zh: ['一套手机号注册与登录接口的契约测试、参考服务器和 OpenAPI 文档。', '', '用法：phone-auth-kit 命令 [选项]', ''],
  en: [
    'Contract tests, a reference server and an OpenAPI file',
    'for one phone registration and login API.',
    '',
    'Usage: phone-auth-kit COMMAND [options]',
    '',
  ],
}

const moreHelp: Words = {
  zh: 'phone-auth-kit 命令 --help 显示该命令的选项，--version 显示版本。',
  en: 'phone-auth-kit COMMAND --help lists its options; --version prints the version.',
}

/** The help of `phone-auth-kit` itself. */
export function overviewHelp(commands: ReadonlyMap<string, Command>, language: Language): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length))
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary[language]}`)
  return `${[...introduction[language], ...lines, '', moreHelp[language]].join('\n')}\n`
}

/** What a command's help is written for. */
export interface HelpOptions {
  readonly language: Language
  /** The width of the terminal. Default 80. On a narrow one each option has lines of its own. */
  readonly columns?: number | undefined
}

/** The help of one command. */
export function commandHelp(name: string, command: Command, { language, columns = 80 }: HelpOptions): string {
  const rows = Object.entries(command.options).map(([option, definition]) => ({
    left: leftOf(option, definition),
    right: definition.summary[language],
  }))
  const width = columns < 64 ? 4 : Math.min(30, Math.max(0, ...rows.map(({ left }) => left.length)))
  const indent = ' '.repeat(width + 4)
  const room = Math.max(24, Math.min(100, columns) - indent.length)
  const summary = command.summary[language]
  const head: Words = {
    zh: `${summary}。\n\n用法：phone-auth-kit ${name} ${command.usage.zh}\n\n括号内为默认值。\n`,
    en: `${summary[0]?.toUpperCase()}${summary.slice(1)}.\n\nUsage: phone-auth-kit ${name} ${command.usage.en}\n\nDefaults are in parentheses.\n`,
  }
  return `${[
    head[language],
    ...rows.flatMap(({ left, right }) => {
      const [first = '', ...more] = wrapped(right, room)
      const start = left.length > width ? [`  ${left}`, indent + first] : [`  ${padded(left, width)}  ${first}`]
      return [...start, ...more.map((line) => indent + line)]
    }),
    ...(command.details ? ['', ...command.details[language]] : []),
  ].join('\n')}\n`
}

function leftOf(option: string, definition: OptionDefinition): string {
  const placeholder = placeholderOf(definition)
  return placeholder ? `--${option} ${placeholder}` : `--${option}`
}
