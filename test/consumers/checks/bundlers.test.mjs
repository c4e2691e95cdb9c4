import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { build as esbuild } from 'esbuild'
import { build as vite } from 'vite'
import { installedProject } from '../harness/project.mjs'

/** What a page may load, and something it says only when it was bundled. */
const apps = {
  client: `import { createClient } from 'phone-auth-kit'
    import { zh } from 'phone-auth-kit/texts/zh'
    globalThis.app = { api: createClient({ baseUrl: location.origin }), zh }`,
  'reference server at an MSW worker': `import { setupWorker } from 'msw/browser'
    import { mswHandlers } from 'phone-auth-kit/msw'
    import { browserStore, createReferenceBackend } from 'phone-auth-kit/reference'
    globalThis.app = setupWorker(...mswHandlers(createReferenceBackend({ store: browserStore() })))`,
  'contract tests': `import { runContract } from 'phone-auth-kit/contract-tests'
    globalThis.app = runContract({ baseUrl: location.origin })`,
}

const bundlers = {
  async esbuild(folder, entry) {
    const { outputFiles, warnings } = await esbuild({
      entryPoints: [join(folder, entry)],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      minify: true,
      write: false,
      logLevel: 'silent',
    })
    assert.deepEqual(warnings, [])
    return outputFiles.map(({ text }) => text).join('\n')
  },
  async vite(folder, entry) {
    const outDir = join(folder, `dist-${entry}`)
    await vite({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(folder, entry) } },
    })
    const files = await readdir(outDir, { recursive: true })
    const scripts = files.filter((file) => file.endsWith('.js'))
    return (await Promise.all(scripts.map((file) => readFile(join(outDir, file), 'utf8')))).join('\n')
  },
}

describe('a bundle for browsers', () => {
  let project
  before(async () => {
    project = await installedProject('bundlers', { packages: ['msw@3'], manifest: { type: 'module' } })
  })

  for (const [bundler, bundle] of Object.entries(bundlers)) {
    for (const [app, source] of Object.entries(apps)) {
      test(`of the ${app} by ${bundler} needs nothing of Node`, async () => {
        await project.write('app.js', source)
        const text = await bundle(project.folder, 'app.js')
        assert.match(text, /globalThis\.app/)
        // esbuild stops at what only Node has; vite puts something empty there instead.
        assert.doesNotMatch(text, /externalized for browser|__vite-browser-external|Dynamic require of/)
        assert.doesNotMatch(text, /form-data: |combined-stream|asynckit/)
      })
    }
  }
})
