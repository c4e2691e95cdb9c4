import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const entries = fileURLToPath(new URL('./src/', import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^phone-auth-kit$/, replacement: `${entries}index.ts` },
      { find: /^phone-auth-kit\/(.+)$/, replacement: `${entries}$1.ts` },
    ],
  },
  test: {
    // The command line speaks the language of the locale.
    env: { LC_ALL: 'C.UTF-8' },
    // Bounds, not expectations: a busy machine must not fail a test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One less than there are cores, the default, would leave one worker on two cores; many tests only wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/{bench,bindings,runtimes,consumers}/**', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: { enabled: true, only: true, include: ['test/types/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
    ],
  },
})
