import { createRequire } from 'node:module'
import type { Language, Words } from '../report/model/words.ts'
import { visibleText } from '../report/safe-text.ts'
import { nearest } from '../suite/run/nearest.ts'
import { UsageError } from '../suite/state/usage-error.ts'
import { didYouMean, quoted } from './command-line.ts'
import { commands } from './commands.ts'
import { ExitCode, strongerExitCode } from './exit-code.ts'
import { commandHelp, overviewHelp } from './help.ts'
import type { CommandIo } from './io.ts'
import { messageLanguage } from './language.ts'
import { OutputError } from './output-file.ts'
import { systemReason } from './system-reason.ts'

/** Runs `phone-auth-kit` with the given arguments and gives its exit code. Never rejects. */
export async function main(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const language = messageLanguage(argv, io.env)
  const complain = (text: string) => io.stderr.write(`phone-auth-kit: ${text}\n`)
  const code = await run(argv, io, language).catch((error: unknown) => {
    if (error instanceof UsageError) {
      const [name = ''] = argv
      const help = commands.has(name) ? `phone-auth-kit ${name} --help` : 'phone-auth-kit --help'
      const hint: Words = { zh: `用法见：${help}`, en: `Try: ${help}` }
      complain(`${visibleText(error.words[language])}\n${hint[language]}`)
      return ExitCode.WrongUsage
    }
    if (error instanceof OutputError) {
      complain(error.words[language])
      return ExitCode.Aborted
    }
    const apology: Words = { zh: '内部错误，请向我们报告：', en: 'internal error, please report it: ' }
    complain(apology[language] + (error instanceof Error ? (error.stack ?? error.message) : String(error)))
    return ExitCode.Aborted
  })
  const failure = await io.stdout.flush()
  if (!failure) return code
  const { zh, en } = systemReason(failure)
  const words: Words = { zh: `无法写入标准输出（${zh}）`, en: `can't write to standard output (${en})` }
  complain(words[language])
  return strongerExitCode(code, ExitCode.Aborted)
}

async function run(argv: readonly string[], io: CommandIo, language: Language): Promise<ExitCode> {
  const [name = '', ...rest] = argv
  const say = (text: string) => {
    io.stdout.write(text)
    return ExitCode.Conforms
  }
  if (['--version', '-v', '-V', 'version'].includes(name)) return say(`${packageVersion()}\n`)
  const asksForHelp = ['--help', '-h', 'help'].includes(name)
  const topic = asksForHelp ? topicOf(rest) : name
  if (topic === undefined) return say(overviewHelp(commands, language))
  const command = commands.get(topic)
  if (!command) throw unknownCommand(topic)
  if (asksForHelp || rest.includes('--help') || rest.includes('-h')) {
    return say(commandHelp(topic, command, { language, columns: io.stdout.columns }))
  }
  return await command.run(rest, io)
}

/** The command that `help` is asked about: the first word that is no option, nor the value of `--lang`. */
function topicOf(argv: readonly string[]): string | undefined {
  return argv.find((argument, index) => !argument.startsWith('-') && argv[index - 1] !== '--lang')
}

/** The version of this package, from its own package.json. */
function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('phone-auth-kit/package.json') as { version: string }
  return version
}

function unknownCommand(name: string): UsageError {
  const names = [...commands.keys()]
  const list: Words = { zh: names.join('、'), en: names.join(', ') }
  if (name === '') return new UsageError({ zh: `缺少命令：${list.zh}`, en: `missing command: ${list.en}` })
  if (/^https?:/.test(name)) {
    const { zh, en } = didYouMean(`phone-auth-kit verify ${name}`)
    return new UsageError({ zh: `地址前缺少命令${zh}`, en: `missing command before the address${en}` })
  }
  if (name.startsWith('-')) {
    return new UsageError({
      zh: `命令（${list.zh}）必须写在 ${quoted(name)} 之前`,
      en: `the command (${list.en}) must come before ${quoted(name)}`,
    })
  }
  const { zh, en } = didYouMean(nearest(name, names))
  return new UsageError({ zh: `未知命令 ${quoted(name)}${zh}`, en: `unknown command ${quoted(name)}${en}` })
}
