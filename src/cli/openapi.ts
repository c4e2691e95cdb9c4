import { UsageError } from '../suite/state/usage-error.ts'
import type { Command } from './command.ts'
import { noArguments, type OptionTable, quoted, readCommandLine } from './command-line.ts'
import { declaredDialect, dialectOptions } from './dialect-options.ts'
import { ExitCode } from './exit-code.ts'
import { checkWritable, writeOutput } from './output-file.ts'

const options = {
  out: {
    kind: 'text',
    placeholder: 'FILE',
    summary: { zh: '写入文件，而不是标准输出', en: 'write to FILE instead of standard output' },
  },
  server: {
    kind: 'text',
    placeholder: 'URL',
    summary: { zh: '后端的地址（/）', en: 'address of the backend (/)' },
  },
  lang: {
    kind: 'language',
    summary: { zh: '提示的语言（随系统）', en: 'language of messages (that of the locale)' },
  },
  ...dialectOptions,
} as const satisfies OptionTable

/** `phone-auth-kit openapi`: prints the contract as OpenAPI 3.1. */
export const openapiCommand: Command = {
  usage: { zh: '[选项]', en: '[options]' },
  summary: { zh: '以 OpenAPI 3.1 输出契约', en: 'print the contract as OpenAPI 3.1' },
  options,
  run: async (argv, io) => {
    const { options: given, positionals } = readCommandLine(options, argv)
    noArguments('openapi', positionals)
    if (given.server !== undefined && !isServer(given.server)) {
      throw new UsageError({
        zh: `--server 必须是 http 或 https 地址，或以 / 开头的路径，不能是 ${quoted(given.server)}`,
        en: `--server must be an http or https address, or a path that starts with /, not ${quoted(given.server)}`,
      })
    }
    if (given.out !== undefined) await checkWritable('--out', given.out, io.directory)
    // Loaded when it is needed: loading the schemas takes longer than starting a mock.
    const { openApiDocument } = await import('../openapi/openapi-document.ts')
    const document = openApiDocument({
      dialect: declaredDialect(given),
      ...(given.server && { server: given.server }),
    })
    const text = `${JSON.stringify(document, null, 2)}\n`
    if (given.out === undefined) io.stdout.write(text)
    else await writeOutput('--out', given.out, text, io.directory)
    return ExitCode.Conforms
  },
}

/** `localhost:6543` parses as an address too, with the protocol `localhost:`. */
function isServer(text: string): boolean {
  return /^(?:https?:\/\/|\/)/i.test(text) && URL.canParse(text, 'http://localhost')
}
