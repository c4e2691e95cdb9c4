import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { benchRoot, compile, packageRoot, temporary } from './build.ts'
import { run, type Service, startService } from './process.ts'

/** A script that another process runs as a server, with its parameters. */
export interface Server {
  readonly name: string
  readonly script: string
  readonly parameters: readonly string[]
  /** What is the address in what it prints. Default: the first address. */
  readonly isUrl?: RegExp
}

/** Writes the contract as OpenAPI, from our own command line, and returns the path of the file. */
export async function openapiFile(): Promise<string> {
  mkdirSync(temporary, { recursive: true })
  const file = join(temporary, 'openapi.json')
  const { output, exitCode } = await run(process.execPath, [join(packageRoot, 'dist/cli.js'), 'openapi'])
  if (exitCode !== 0) throw new Error(`phone-auth-kit openapi exited with ${exitCode}: ${output}`)
  writeFileSync(file, output)
  return file
}

/** The path of the script behind a command of an installed package. */
export function commandOf(packageName: string, command: string): string {
  const folder = join(benchRoot, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Every server that can be started here, the base first. */
export async function servers(): Promise<Record<'bare' | 'empty' | 'reference' | 'mock' | 'msw' | 'prism', Server>> {
  const script = (name: string) => compile(`server-${name}`, `import './servers/${name}.ts'`)
  return {
    bare: { name: 'bare node:http', script: await script('backend'), parameters: [] },
    empty: { name: 'empty node:http server', script: await script('empty'), parameters: [] },
    reference: { name: 'phone-auth-kit, listen()', script: await script('reference'), parameters: [] },
    mock: {
      name: 'phone-auth-kit mock',
      script: join(packageRoot, 'dist/cli.js'),
      parameters: ['mock', '--port', '0'],
    },
    msw: { name: 'stateless MSW handlers on a port', script: await script('msw-on-port'), parameters: [] },
    prism: {
      name: 'prism mock',
      script: commandOf('@stoplight/prism-cli', 'prism'),
      // It prints every operation before it says where it listens, and takes no port 0.
      parameters: ['mock', '--port', String(await freePort()), '--host', '127.0.0.1', await openapiFile()],
      isUrl: /(?<=is listening on )http:\/\/\S+/,
    },
  }
}

export function start({ script, parameters, isUrl }: Server): Promise<Service> {
  return startService(script, parameters, isUrl && { isUrl })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return address !== null && typeof address === 'object' ? address.port : 0
}
