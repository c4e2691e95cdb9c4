import { type BrowserBundle, bundleForBrowsers, dependenciesOf } from '../../browser-bundle.ts'
import { nameOf } from '../clients/names.ts'
import { benchRoot, linkPackage, packageRoot } from '../harness/build.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()

const bundle = (script: string) => bundleForBrowsers(script, benchRoot)

function partOf(path: string): string {
  const installed = path.split('node_modules/').slice(1).at(-1)
  if (installed === undefined) return path.includes('dist/') ? 'phone-auth-kit' : 'the script itself'
  const [scope = '', name = ''] = installed.split('/')
  // zod 4 is installed as zod4, beside the zod 3 that some peers ask for.
  return scope.startsWith('@') ? `${scope}/${name}` : scope.replace(/^zod4$/, 'zod')
}

/** Minified bytes by the package they come from. */
function partsOf({ files }: BrowserBundle): Record<string, number> {
  const parts: Record<string, number> = {}
  for (const [path, bytes] of Object.entries(files)) parts[partOf(path)] = (parts[partOf(path)] ?? 0) + bytes
  return parts
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
const bundles: Record<string, BrowserBundle> = {}
for (const client of clients) {
  bundles[client] = await bundle(clientEntry(client))
}
const codesAlone = await bundle(`import { ResultCode } from 'phone-auth-kit'; globalThis.codes = ResultCode`)
const ours = bundles['phone-auth-kit']
if (ours === undefined) throw new Error('nothing was bundled')

const oursAlone = await bundleForBrowsers(clientEntry('phone-auth-kit'), benchRoot, ['ky', 'zod/mini'])
const dependenciesAlone = await bundleForBrowsers(dependenciesOf(oursAlone), packageRoot)
const ownGzip = ours.gzip - dependenciesAlone.gzip

const kibibytes = (bytes: number) => fixed(bytes / 1024)
const row = (name: string, one: BrowserBundle) => [
  name,
  fixed(one.minified / 1024, 1),
  kibibytes(one.gzip),
  Object.entries(partsOf(one))
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
      goal: 'our own beside ky and zod/mini <= 4.25 KiB',
      measured: `${kibibytes(ownGzip)} KiB`,
      met: ownGzip <= 4.25 * 1024,
    },
    {
      goal: 'the result codes alone <= 1 KiB',
      measured: `${kibibytes(codesAlone.gzip)} KiB`,
      met: codesAlone.gzip <= 1024,
    },
  ],
  data: Object.fromEntries(
    Object.entries({ ...bundles, oursAlone, dependenciesAlone, codesAlone }).map(([name, one]) => [
      name,
      { minified: one.minified, gzip: one.gzip, parts: partsOf(one) },
    ]),
  ),
})
