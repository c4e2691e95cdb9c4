import { en } from '../texts/en.ts'
import { zh } from '../texts/zh.ts'
import type { Command } from './command.ts'
import { type OptionTable, quoted, readCommandLine } from './command-line.ts'
import { declaredDialect, dialectOptions } from './dialect-options.ts'
import { ExitCode } from './exit-code.ts'
import { writeOutput } from './output-file.ts'
import { WrongUsage } from './wrong-usage.ts'

const options = {
  out: { kind: 'text', placeholder: 'FILE', description: 'write to a file instead of standard output' },
  server: { kind: 'text', placeholder: 'URL', description: 'the address of the backend (/)' },
  ...dialectOptions,
} as const satisfies OptionTable

/** `phone-auth-kit openapi`: prints the contract as OpenAPI 3.1. */
export const openapiCommand: Command = {
  usage: '[options]',
  summary: 'print the contract as OpenAPI 3.1',
  details: [],
  options,
  run: async (argv, io) => {
    const { options: given, positionals } = readCommandLine(options, argv)
    if (positionals[0] !== undefined)
      throw new WrongUsage(`openapi takes no argument, but got ${quoted(positionals[0])}`)
    if (given.server !== undefined && !isServer(given.server)) {
      throw new WrongUsage(`--server is an http or https address, or a path from /, not ${quoted(given.server)}`)
    }
    // Loaded when it is needed: the schemas take longer to load than a mock to start.
    const { openApiDocument } = await import('../openapi/openapi-document.ts')
    const document = openApiDocument({
      dialect: declaredDialect(given),
      ...(given.server && { server: given.server }),
      texts: [zh.results, en.results],
    })
    const text = `${JSON.stringify(document, null, 2)}\n`
    if (given.out === undefined) io.stdout.write(text)
    else await writeOutput('--out', given.out, text, io.directory)
    return ExitCode.Conforms
  },
}

/** `localhost:6543` would be an address too, of a protocol called localhost. */
function isServer(text: string): boolean {
  return /^(?:https?:\/\/|\/)/i.test(text) && URL.canParse(text, 'http://localhost')
}
