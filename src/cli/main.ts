import { visibleText } from '../report/safe-text.ts'
import { nearest } from '../suite/run/nearest.ts'
import { quoted } from './command-line.ts'
import { commands } from './commands.ts'
import { ExitCode } from './exit-code.ts'
import { commandHelp, overviewHelp } from './help.ts'
import type { CommandIo } from './io.ts'
import { packageVersion } from './package-version.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Runs `phone-auth-kit` with the given arguments and gives its exit code. Never rejects. */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = argv
  try {
    if (['--version', '-V', 'version'].includes(name)) {
      io.stdout.write(`${packageVersion()}\n`)
      return ExitCode.Conforms
    }
    if (['--help', '-h', 'help'].includes(name)) {
      const [topic] = rest
      const asked = topic === undefined ? undefined : commands.get(topic)
      if (topic !== undefined && !asked) throw unknownCommand(topic)
      io.stdout.write(topic && asked ? commandHelp(topic, asked, io.stdout.columns) : overviewHelp(commands))
      return ExitCode.Conforms
    }
    const command = commands.get(name)
    if (!command) throw unknownCommand(name)
    if (command.options && rest.some((argument) => argument === '--help' || argument === '-h')) {
      io.stdout.write(commandHelp(name, command, io.stdout.columns))
      return ExitCode.Conforms
    }
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof WrongUsage) {
      const known = commands.has(name) ? `${name} --help` : '--help'
      io.stderr.write(`phone-auth-kit: ${visibleText(error.message)}\nTry: phone-auth-kit ${known}\n`)
      return ExitCode.WrongUsage
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    io.stderr.write(`phone-auth-kit: this should not have happened, please report it: ${text}\n`)
    return ExitCode.Aborted
  }
}

function unknownCommand(name: string): WrongUsage {
  const names = [...commands.keys()]
  if (name === '') return new WrongUsage(`a command is missing: ${names.join(', ')}`)
  if (/^https?:/.test(name)) return new WrongUsage(`say what to do with the address: phone-auth-kit verify ${name}`)
  if (name.startsWith('-')) return new WrongUsage(`the command comes first: ${names.join(', ')}, then ${quoted(name)}`)
  const guess = nearest(name, names)
  return new WrongUsage(`unknown command ${quoted(name)}${guess ? `; did you mean ${guess}?` : ''}`)
}
