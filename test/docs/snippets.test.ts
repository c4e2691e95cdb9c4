import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { blocksOf, fileOf, pages } from './pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.tmp', 'snippets')

/** Every TypeScript block except those that show a file, which is tested where it is. */
const snippets = pages.flatMap((page) =>
  blocksOf(page)
    .filter((block) => block.language === 'ts' && fileOf(block) === undefined)
    .map(({ code, comment = 'types' }, index) => ({
      name: `${page.replace(/\.md$/, '').replaceAll(/[^A-Za-z0-9]+/g, '-')}-${index + 1}`,
      code,
      how: comment,
    })),
)

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

describe('blocks marked run work as they are, against a reference server', () => {
  test.each(snippets.filter(({ how }) => how === 'run'))('$name', async ({ name, code }) => {
    const server = await listen(createReferenceBackend(), { port: 0 })
    onTestFinished(() => server.close())
    const file = join(folder, `${name}.ts`)
    await writeFile(file, code.replaceAll('http://127.0.0.1:6543', server.url))
    await import(/* @vite-ignore */ file)
  })
})
