import type { LoggedExchange } from '../../reference/exchange-log.ts'
import { type Listener, listen } from '../../reference/server/listen.ts'
import { same, type Words } from '../../report/model/words.ts'
import { noArguments, quoted, readCommandLine } from '../command-line.ts'
import { loadConfig } from '../config/config-file.ts'
import { ExitCode } from '../exit-code.ts'
import { type CommandIo, usesColour } from '../io.ts'
import { localeLanguage } from '../language.ts'
import { openBackend } from './mock-backend.ts'
import { greeting } from './mock-greeting.ts'
import { jsonLogLine, logLine, painter } from './mock-log.ts'
import { mockOptions } from './mock-options.ts'

const stopped: Words = { zh: '已停止。\n', en: 'Stopped.\n' }

/** Runs `phone-auth-kit mock` and gives its exit code once it is stopped. */
export async function mock(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { options: given, positionals } = readCommandLine(mockOptions, argv)
  noArguments('mock', positionals)
  const config = given.config === undefined ? {} : await loadConfig(given.config, io.directory)
  const { port = 6543, host = '127.0.0.1', lang = config.lang ?? localeLanguage(io.env) } = given
  const paint = painter(usesColour(io.stdout, io.env))
  const log = (exchange: LoggedExchange) =>
    io.stdout.write(given['json-log'] ? jsonLogLine(exchange) : logLine(exchange, lang, paint, config.mock?.operations))

  let isStopping = false
  const opened = await openBackend({ given, config, directory: io.directory }, (exchange) => {
    // Requests that stopping cuts off are no failures to report.
    if (!isStopping && !isInboxPage(exchange)) log(exchange)
  })
  // Before anything is printed, since whoever reads it may stop this the next moment.
  let forget = () => {}
  const stop = new Promise<void>((resolve) => {
    forget = io.onStop(() => {
      // A second signal ends the process at once.
      forget()
      resolve()
    })
  })
  let listener: Listener
  try {
    // All that it warns of is an address that other machines can reach.
    const onWarning = (warning: string) => {
      const words: Words = { zh: `警告：其他机器可以访问此服务器，它监听 ${host}`, en: `warning: ${warning}` }
      io.stderr.write(`phone-auth-kit: ${words[lang]}\n`)
    }
    listener = await listen(opened.backend, { port, host, allowHosts: given['allow-host'], onWarning })
  } catch (error) {
    forget()
    opened.close()
    io.stderr.write(`phone-auth-kit: ${whyNotListening(error, host, port)[lang]}\n`)
    return ExitCode.Aborted
  }
  const url = `${listener.url}${opened.backend.settings.basePath}`
  io.stdout.write(
    given['json-log']
      ? `${JSON.stringify({ event: 'listening', url })}\n`
      : greeting({ url, given, settings: opened.backend.settings, language: lang }),
  )

  await stop
  isStopping = true
  await listener.close()
  opened.close()
  io.stdout.write(given['json-log'] ? `${JSON.stringify({ event: 'stopped' })}\n` : stopped[lang])
  return ExitCode.Conforms
}

/** An open inbox page reloads itself every other second, and would fill the log. */
function isInboxPage({ path, status }: LoggedExchange): boolean {
  return status === 200 && path.endsWith('/inbox')
}

function whyNotListening(error: unknown, host: string, port: number): Words {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why: Words | undefined = {
    EADDRINUSE: {
      zh: `端口 ${port} 已被占用，可能有另一个 mock 在运行；--port 0 会使用任一空闲端口`,
      en: `port ${port} is in use, perhaps by another mock; --port 0 picks a free one`,
    },
    EACCES: {
      zh: `当前用户无权使用端口 ${port}；请使用大于 1023 的端口`,
      en: `this user may not use port ${port}; use one above 1023`,
    },
    EADDRNOTAVAIL: {
      zh: `本机没有地址 ${quoted(host)}`,
      en: `this machine does not have the address ${quoted(host)}`,
    },
    ENOTFOUND: { zh: `找不到地址 ${quoted(host)}`, en: `no address found for ${quoted(host)}` },
  }[code]
  if (why) return why
  const reason = code ? same(code) : { zh: '未知错误', en: 'unknown error' }
  return {
    zh: `无法监听 ${quoted(host)} 的端口 ${port}：${reason.zh}`,
    en: `can't listen on ${quoted(host)}, port ${port}: ${reason.en}`,
  }
}
