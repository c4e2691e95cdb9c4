import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

test.each([
  ['index', []],
  ['registration-flow', []],
  ['react', []],
  ['vue', ['vue']],
])('the declarations of %s use no type of ky, zod, msw, Node or any package but %j', (entry, allowed) => {
  if (!existsSync(join(dist, 'index.d.ts'))) throw new Error('nothing is built yet: npm run build, then test again')
  const files = new Set<string>()
  const foreign: string[] = []
  const look = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    const text = readFileSync(file, 'utf8')
    for (const [, from, inline] of text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)) {
      const target = from ?? inline ?? ''
      if (target.startsWith('.')) look(join(dirname(file), target.replace(/\.[jt]s$/, '.d.ts')))
      else if (!allowed.includes(target)) foreign.push(`${file}: ${target}`)
    }
    if (/\/\/\/ <reference|\bNodeJS\.|\bBuffer\b/.test(text.replaceAll(/\/\*[\s\S]*?\*\//g, ''))) foreign.push(file)
  }
  look(join(dist, `${entry}.d.ts`))
  expect(files.size).toBeGreaterThan(5)
  expect(foreign).toEqual([])
})
