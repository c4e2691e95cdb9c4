import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'
import { openApiDocument } from './src/openapi/openapi-document.ts'
import { reportSchema } from './src/report/model/report-schema.ts'

/** The entries that are data. */
const dataFiles = {
  'openapi.json': openApiDocument(),
  'report.schema.json': reportSchema,
}

/** The packages whose code stands in the bundles, beside what package.json lists as dependencies. All are MIT licensed. */
const bundledPackages = ['fast-check', 'image-size', 'pure-rand', 'zod']

/** Their licences ask for being passed on with the code. */
function licences(): string {
  return bundledPackages
    .map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/**
 * JavaScript only: declarations come from `tsc` (see `build` in package.json), because tsup's own declaration step does
 * not run with TypeScript 7.
 */
const common: Options = {
  // What a report says of the tool that made it (src/suite/run/report-of.ts).
  // Only copies for Node have a wire over node:http (src/suite/http/transport.ts).
  define: { packageVersion: JSON.stringify(version), builtForNode: 'false' },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: false,
  splitting: true,
  removeNodeProtocol: false,
  external: [/^node:/],
  esbuildPlugins: [
    {
      name: 'platform',
      setup(build) {
        // Which platform it is, the `imports` of package.json say where the package is used.
        build.onResolve({ filter: /\/platform-node\.ts$/ }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: '#platform', external: true },
        )
      },
    },
  ],
}

export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      'registration-flow': 'src/registration-flow.ts',
      react: 'src/react.ts',
      vue: 'src/vue.ts',
      reference: 'src/reference.ts',
      msw: 'src/msw.ts',
      server: 'src/server.ts',
      'contract-tests': 'src/contract-tests.ts',
      openapi: 'src/openapi.ts',
      'texts/zh': 'src/texts/zh.ts',
      'texts/en': 'src/texts/en.ts',
      'client/platform-browser': 'src/client/platform/platform-browser.ts',
      'client/platform-worker': 'src/client/platform/platform-worker.ts',
      'client/platform-node': 'src/client/platform/platform-node.ts',
    },
    onSuccess: async () => {
      for (const [name, value] of Object.entries(dataFiles)) {
        await writeFile(new URL(`dist/${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)
      }
      await writeFile(new URL('dist/LICENSES.txt', import.meta.url), licences())
    },
  },
  {
    // The command line, and for Node the client and the contract tests once more, with the part of zod that they use
    // inside: loading zod's 92 modules would take longer than everything else (docs/figures.md). Browsers get the other
    // ones, where zod is shared.
    ...common,
    define: { ...common.define, builtForNode: 'true' },
    entry: { node: 'src/index.ts', 'contract-tests-node': 'src/contract-tests.ts', cli: 'src/cli/bin.ts' },
    noExternal: ['zod'],
  },
])
