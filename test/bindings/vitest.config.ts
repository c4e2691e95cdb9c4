import { createRequire } from 'node:module'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The suite with the frameworks that one of the folders has: their newest and their oldest supported versions. */
function project(folder: 'newest' | 'oldest', environment: 'happy-dom' | 'chromium'): TestProjectInlineConfiguration {
  const root = pathOf(`./${folder}`)
  const packages = ['react', 'react-dom', 'vue']
  return {
    root,
    plugins: [vue({ compiler: createRequire(`${root}/package.json`)('@vue/compiler-sfc') })],
    resolve: {
      // The package as it is built. It and the suite get the frameworks of this folder, and no others.
      alias: [
        { find: /^phone-auth-kit$/, replacement: pathOf('../../dist/index.js') },
        { find: /^phone-auth-kit\/(.+)$/, replacement: `${pathOf('../../dist')}/$1.js` },
      ],
      dedupe: packages,
    },
    server: { fs: { allow: [pathOf('../..')] } },
    optimizeDeps: {
      noDiscovery: true,
      include: ['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/client', 'react-dom/server', 'vue'],
    },
    test: {
      name: `${folder} in ${environment}`,
      provide: { versions: folder },
      include: ['../suite/*.test.{ts,tsx}'],
      globalSetup: pathOf('./harness/backend.ts'),
      // Bounds, not expectations.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      ...(environment === 'happy-dom'
        ? { environment }
        : {
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              instances: [{ browser: 'chromium' }],
              provider: playwright({
                launchOptions: {
                  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
                  args: [
                    '--no-sandbox',
                    '--disable-gpu',
                    '--disable-quic',
                    '--no-first-run',
                    '--disable-background-networking',
                    '--disable-component-update',
                    '--disable-sync',
                    '--disable-dev-shm-usage',
                  ],
                },
              }),
            },
          }),
    },
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    // As the reference server's: to a browser, localhost is another site, so that the session's cookie would stay behind.
    api: { host: '127.0.0.1' },
    projects: (['newest', 'oldest'] as const).flatMap((folder) =>
      (['happy-dom', 'chromium'] as const).map((environment) => project(folder, environment)),
    ),
  },
})
