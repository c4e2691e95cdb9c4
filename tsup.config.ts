import { defineConfig } from 'tsup'

/**
 * JavaScript only: declarations come from `tsc` (see `build` in package.json), because tsup's own declaration step does
 * not run with TypeScript 7.
 */
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    reference: 'src/reference.ts',
    msw: 'src/msw.ts',
    server: 'src/server.ts',
    'contract-tests': 'src/contract-tests.ts',
    'texts/zh': 'src/texts/zh.ts',
    'texts/en': 'src/texts/en.ts',
    cli: 'src/cli/bin.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  dts: false,
  clean: true,
  sourcemap: true,
  splitting: true,
  removeNodeProtocol: false,
})
