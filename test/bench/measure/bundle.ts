import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { nameOf } from '../clients/names.ts'
import { benchRoot, linkPackage, packageRoot } from '../harness/build.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()

interface Bundle {
  readonly minified: number
  readonly gzip: number
  /** Minified bytes by where they come from. */
  readonly parts: Readonly<Record<string, number>>
  readonly text: string
}

function partOf(path: string): string {
  const installed = path.split('node_modules/').slice(1).at(-1)
  if (installed === undefined) return path.includes('dist/') ? 'phone-auth-kit' : 'the script itself'
  const [scope = '', name = ''] = installed.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

async function bundle(source: string, external: string[] = [], resolveDir = benchRoot): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    external,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  const contents = outputFiles[0]?.contents ?? new Uint8Array()
  const parts: Record<string, number> = {}
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      parts[partOf(path)] = (parts[partOf(path)] ?? 0) + bytesInOutput
    }
  }
  return {
    minified: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
    parts,
    text: Buffer.from(contents).toString(),
  }
}

function clientEntry(client: string): string {
  return `import { createAuthClient } from './clients/${client}.ts'; globalThis.authClient = createAuthClient(location.origin)`
}

const clients = [
  'bare-fetch',
  'bare-ky',
  'openapi-fetch',
  'ky-zod-mini',
  'ts-rest',
  'auth-js',
  'orpc',
  'ofetch-zod',
  'ky-zod',
  'zodios',
  'phone-auth-kit',
]
const bundles: Record<string, Bundle> = {}
for (const client of clients) {
  bundles[client] = await bundle(clientEntry(client))
}
const codesAlone = await bundle(`import { ResultCode } from 'phone-auth-kit'; globalThis.codes = ResultCode`)
const ours = bundles['phone-auth-kit']
if (ours === undefined) throw new Error('nothing was bundled')

const oursAlone = await bundle(clientEntry('phone-auth-kit'), ['ky', 'zod/mini'])
const dependenciesAlone = await bundle(dependenciesOf(oursAlone), [], packageRoot)
const ownGzip = ours.gzip - dependenciesAlone.gzip

/**
 * A script that holds on to ky and to those functions of zod/mini that our bundle uses, and does nothing else. Our own
 * bytes are what the whole bundle has beyond it.
 */
function dependenciesOf({ text }: Bundle): string {
  const namespaces = [...text.matchAll(/import\s*\*\s*as\s+([\w$]+)\s*from\s*["']zod\/mini["']/g)].map(
    ([, name]) => name ?? '',
  )
  const used = namespaces.flatMap((name) =>
    [...text.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\.([\\w$]+)`, 'g'))].map(
      ([, member]) => `z.${member}`,
    ),
  )
  return `import ky from 'ky'; import * as z from 'zod/mini'; globalThis.kept = [ky, ${[...new Set(used)].join(', ')}]`
}

const kibibytes = (bytes: number) => fixed(bytes / 1024)
const row = (name: string, { minified, gzip, parts }: Bundle) => [
  name,
  fixed(minified / 1024, 1),
  kibibytes(gzip),
  Object.entries(parts)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([part, bytes]) => `${part} ${fixed(bytes / 1024, 1)}`)
    .join(', '),
]

publish({
  name: 'bundle',
  title: 'Browser bundle',
  method: 'Five operations, bundled for browsers and minified by esbuild; gzip at level 9. Parts are minified KiB.',
  table: table(
    ['client', 'minified KiB', 'gzip KiB', 'parts'],
    [
      ...Object.entries(bundles).map(([client, one]) => row(nameOf(client), one)),
      row('phone-auth-kit, ky and zod/mini left out', oursAlone),
      row('what phone-auth-kit uses of ky and zod/mini', dependenciesAlone),
      row('phone-auth-kit, the result codes alone', codesAlone),
    ],
  ),
  goals: [
    { goal: 'all of it <= 17 KiB', measured: `${kibibytes(ours.gzip)} KiB`, met: ours.gzip <= 17 * 1024 },
    {
      goal: 'our own beside ky and zod/mini <= 4 KiB',
      measured: `${kibibytes(ownGzip)} KiB`,
      met: ownGzip <= 4 * 1024,
    },
    {
      goal: 'the result codes alone <= 1 KiB',
      measured: `${kibibytes(codesAlone.gzip)} KiB`,
      met: codesAlone.gzip <= 1024,
    },
  ],
  data: Object.fromEntries(
    Object.entries({ ...bundles, oursAlone, dependenciesAlone, codesAlone }).map(
      ([name, { minified, gzip, parts }]) => [name, { minified, gzip, parts }],
    ),
  ),
})
