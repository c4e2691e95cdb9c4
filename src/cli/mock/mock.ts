import type { LoggedExchange } from '../../reference/exchange-log.ts'
import { type Listener, listen } from '../../reference/server/listen.ts'
import { en } from '../../texts/en.ts'
import { zh } from '../../texts/zh.ts'
import { quoted, readCommandLine } from '../command-line.ts'
import { ExitCode } from '../exit-code.ts'
import { type CommandIo, usesColour } from '../io.ts'
import { WrongUsage } from '../wrong-usage.ts'
import { type OpenedBackend, openBackend } from './mock-backend.ts'
import { jsonLogLine, logLine, painter } from './mock-log.ts'
import { mockOptions } from './mock-options.ts'

/** Runs `phone-auth-kit mock` and gives its exit code once it is stopped. */
export async function mock(argv: readonly string[], io: CommandIo): Promise<number> {
  const { options: given, positionals } = readCommandLine(mockOptions, argv)
  if (positionals[0] !== undefined) throw new WrongUsage(`mock takes no argument, but got ${quoted(positionals[0])}`)
  const { port = 6543, host = '127.0.0.1' } = given

  const texts = given.lang === 'zh' ? zh : en
  const paint = painter(usesColour(io.stdout, io.env))
  const log = given['json-log']
    ? (exchange: LoggedExchange) => io.stdout.write(jsonLogLine(exchange))
    : (exchange: LoggedExchange) => io.stdout.write(logLine(exchange, texts, paint))

  let isStopping = false
  const opened = await openBackend(given, io.directory, (exchange) => {
    // What stopping breaks off is no failure to report.
    if (!isStopping && !isInboxPage(exchange)) log(exchange)
  })
  let listener: Listener
  try {
    const onWarning = (warning: string) => io.stderr.write(`phone-auth-kit: warning: ${warning}\n`)
    listener = await listen(opened.backend, { port, host, onWarning })
  } catch (error) {
    opened.close()
    io.stderr.write(`phone-auth-kit: ${whyNotListening(error, host, port)}\n`)
    return ExitCode.Aborted
  }
  // Before the greeting: whoever reads it may stop this the next moment.
  const stopped = new Promise<void>((resolve) => {
    const forget = io.onStop(() => {
      // A second signal ends the process at once.
      forget()
      resolve()
    })
  })
  const url = `${listener.url}${opened.backend.settings.basePath}`
  io.stdout.write(given['json-log'] ? `${JSON.stringify({ event: 'listening', url })}\n` : greeting(url, given, opened))

  await stopped
  isStopping = true
  await listener.close()
  opened.close()
  io.stdout.write(given['json-log'] ? `${JSON.stringify({ event: 'stopped' })}\n` : 'Stopped.\n')
  return ExitCode.Conforms
}

/** An open page of the inbox asks for itself every other second, and would fill the log. */
function isInboxPage({ path, status }: LoggedExchange): boolean {
  return status === 200 && path.endsWith('/inbox')
}

function greeting(url: string, given: { readonly data?: string; readonly inbox?: true }, { backend }: OpenedBackend) {
  const { linking, codeDelivery } = backend.settings.dialect
  const isSecret = codeDelivery === 'sms'
  const codeUrl = isSecret && given.inbox ? ` --code-url '${url}/inbox.json?userId={userId}'` : ''
  const lines = [
    `The reference backend is listening on ${url}`,
    '',
    'Try:',
    `  curl ${linking === 'cookie' ? '-c cookies.txt ' : ''}'${url}/register?userId=13800138000'`,
    `  npx phone-auth-kit verify ${url}${verifyFlags(backend.settings)}${codeUrl}`,
    '',
    ...(given.inbox ? [`What would have been sent by SMS: ${url}/inbox`] : []),
    ...(isSecret && !given.inbox ? ['Codes go out by SMS only, and nobody sees them: --inbox shows them.'] : []),
    given.data === undefined
      ? 'Everything is kept in memory, and gone when this stops (--data FILE keeps it).'
      : `Everything is kept in ${given.data}.`,
    'Ctrl+C stops.',
    '',
  ]
  return `${lines.join('\n')}\n`
}

/** What verify has to be told of this backend. */
function verifyFlags({ dialect, resendInterval, wrongCodeLimit }: OpenedBackend['backend']['settings']): string {
  const { linking, body, codeDelivery } = dialect
  return [
    linking === 'userId' ? ' --linking userId' : '',
    body === 'json' ? ' --body json' : '',
    codeDelivery === 'sms' ? ' --code-delivery sms' : '',
    resendInterval > 0 ? ` --resend-interval ${resendInterval}` : '',
    // More than the contract allows by itself (E10).
    wrongCodeLimit > 20 ? ` --wrong-code-bound ${wrongCodeLimit}` : '',
  ].join('')
}

function whyNotListening(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = {
    EADDRINUSE: `port ${port} is taken, perhaps by another mock; --port 0 takes a free one`,
    EACCES: `port ${port} needs rights that this user does not have; take one above 1023`,
    EADDRNOTAVAIL: `this machine does not have the address ${quoted(host)}`,
    ENOTFOUND: `there is no address ${quoted(host)}`,
  }[code]
  return why ?? `cannot listen on ${quoted(host)}, port ${port}: ${code || 'unknown error'}`
}
