import { createReferenceBackend } from '../reference/backend.ts'
import { type Listener, listen } from '../reference/server/listen.ts'
import { type OptionTable, quoted, readCommandLine } from './command-line.ts'
import type { Command } from './commands.ts'
import { ExitCode } from './exit-code.ts'
import type { CommandIo } from './io.ts'
import { WrongUsage } from './wrong-usage.ts'

const options = {
  port: {
    kind: 'number',
    placeholder: 'PORT',
    minimum: 0,
    maximum: 65_535,
    description: 'the port; 0: a free one (6543)',
  },
  host: { kind: 'text', placeholder: 'HOST', description: 'the address to listen on (127.0.0.1: this machine only)' },
  seed: {
    kind: 'number',
    placeholder: 'N',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'draw codes, tokens and names from this number: the same each time, and foreseeable',
  },
  linking: {
    kind: 'choice',
    choices: ['cookie', 'userId'],
    description: 'how step 2 finds its user: by a session cookie, or by a userId field (cookie)',
  },
  body: { kind: 'choice', choices: ['form', 'json'], description: 'how POST bodies are written (form)' },
  'code-delivery': {
    kind: 'choice',
    choices: ['response', 'sms'],
    description: 'whether the reply to sendCode carries the code (response)',
  },
} as const satisfies OptionTable

/** `phone-auth-kit mock`: the reference backend on a port, until it is stopped. */
export const mockCommand: Command = {
  usage: '[options]',
  summary: 'run the reference backend on a port',
  details: [],
  options,
  run: mock,
}

/** Runs `phone-auth-kit mock` and gives its exit code once it is stopped. */
export async function mock(argv: readonly string[], io: CommandIo): Promise<number> {
  const { options: given, positionals } = readCommandLine(options, argv)
  if (positionals[0] !== undefined) throw new WrongUsage(`mock takes no argument, but got ${quoted(positionals[0])}`)
  const backend = createReferenceBackend({
    dialect: {
      ...(given.linking && { linking: given.linking }),
      ...(given.body && { body: given.body }),
      ...(given['code-delivery'] && { codeDelivery: given['code-delivery'] }),
    },
    ...(given.seed !== undefined && { seed: given.seed }),
  })
  let listener: Listener
  const port = given.port ?? 6543
  try {
    listener = await listen(backend, {
      port,
      host: given.host ?? '127.0.0.1',
      onWarning: (warning) => io.stderr.write(`Warning: ${warning}\n`),
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EADDRINUSE') throw error
    io.stderr.write(`phone-auth-kit: port ${port} is taken; --port 0 picks a free one\n`)
    return ExitCode.Aborted
  }
  io.stdout.write(`Listening on ${listener.url}\n`)
  await new Promise<void>((resolve) => {
    const forget = io.onStop(() => {
      forget()
      resolve()
    })
  })
  await listener.close()
  return ExitCode.Conforms
}
