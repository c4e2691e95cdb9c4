import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.tmp', 'snippets')

interface Snippet {
  name: string
  code: string
  /**
   * What the HTML comment above the block asks for: `run`, or `types`, the default. Anything else names the file that
   * the block shows; the tests of that page hold it to the file.
   */
  how: string
}

/** Every TypeScript block of the pages a user reads. */
async function snippetsOf(page: string): Promise<Snippet[]> {
  const text = await readFile(join(root, page), 'utf8')
  const blocks = text.matchAll(/(?:<!-- (\S+) -->\n)?```ts\n([\s\S]*?)```/g)
  return [...blocks].map(([, how = 'types', code = ''], index) => ({
    name: `${page.replace(/\.md$/, '').replaceAll(/[^A-Za-z0-9]+/g, '-')}-${index + 1}`,
    code,
    how,
  }))
}

const pages = [
  'README.md',
  'README.zh-CN.md',
  ...(await readdir(join(root, 'docs'), { recursive: true }))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]
const snippets = (await Promise.all(pages.map(snippetsOf))).flat().filter(({ how }) => how === 'run' || how === 'types')

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
})

test('every TypeScript block of README and docs compiles', async () => {
  const types = join(folder, 'types')
  await mkdir(types)
  for (const { name, code } of snippets) await writeFile(join(types, `${name}.ts`), `${code}\nexport {}\n`)
  await writeFile(
    join(types, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false },
      include: ['*.ts'],
      exclude: [],
    }),
  )
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', types]).catch((error) => error)
  expect(stdout).toBe('')
  expect(snippets.length).toBeGreaterThan(0)
})

describe('the blocks that say so run as they stand, against a reference server', () => {
  test.each(snippets.filter(({ how }) => how === 'run'))('$name', async ({ name, code }) => {
    const server = await listen(createReferenceBackend(), { port: 0 })
    onTestFinished(() => server.close())
    const file = join(folder, `${name}.ts`)
    await writeFile(file, code.replaceAll('http://127.0.0.1:6543', server.url))
    await import(/* @vite-ignore */ file)
  })
})
