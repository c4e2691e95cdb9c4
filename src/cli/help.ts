import type { Command } from './command.ts'
import { type OptionDefinition, placeholderOf } from './command-line.ts'

/** The help of `phone-auth-kit` itself. */
export function overviewHelp(commands: ReadonlyMap<string, Command>): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length))
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'One phone registration and login API:',
    'its contract tests, its reference backend, its OpenAPI file.',
    '',
    'Usage: phone-auth-kit COMMAND [options]',
    '',
    ...lines,
    '',
    'phone-auth-kit COMMAND --help says more; --version prints the version.',
    '',
  ].join('\n')
}

/** The help of one command, in lines of at most so many columns; on a narrow terminal each option has lines of its own. */
export function commandHelp(name: string, command: Command, columns = 80): string {
  const rows = Object.entries(command.options ?? {}).map(([option, definition]) => ({
    left: leftOf(option, definition),
    right: definition.description,
  }))
  const width = columns < 64 ? 4 : Math.min(30, Math.max(0, ...rows.map(({ left }) => left.length)))
  const room = Math.max(24, Math.min(100, columns) - width - 4)
  return [
    `${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`,
    '',
    `Usage: phone-auth-kit ${name} ${command.usage}`,
    '',
    'Defaults stand in brackets.',
    '',
    ...rows.flatMap(({ left, right }) => {
      const [first = '', ...more] = wrapped(right, room)
      const indented = more.map((line) => `${' '.repeat(width + 4)}${line}`)
      return left.length > width
        ? [`  ${left}`, `${' '.repeat(width + 4)}${first}`, ...indented]
        : [`  ${left.padEnd(width)}  ${first}`, ...indented]
    }),
    ...(command.details.length > 0 ? ['', ...command.details] : []),
    '',
  ].join('\n')
}

function leftOf(option: string, definition: OptionDefinition): string {
  const placeholder = placeholderOf(definition)
  return placeholder ? `--${option} ${placeholder}` : `--${option}`
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line]
}
