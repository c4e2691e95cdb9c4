import { defineConfig } from 'vitest/config'

const entries = fileURL('./src/')

function fileURL(path: string): string {
  return new URL(path, import.meta.url).pathname
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^phone-auth-kit$/, replacement: `${entries}index.ts` },
      { find: /^phone-auth-kit\/(.+)$/, replacement: `${entries}$1.ts` },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', 'examples/*.test.ts'],
          exclude: ['test/{bench,runtimes,consumers}/**', '**/node_modules/**'],
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
