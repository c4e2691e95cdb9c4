import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** What each room may import: folders of src, and packages. `node` stands for every `node:` module. */
const arrows: Record<string, { folders: string[]; packages: string[]; typesOnly?: string[] }> = {
  contract: { folders: [], packages: ['zod/mini'] },
  // Neutral pieces of HTTP that several rooms would each write: nothing here judges or forgives.
  http: { folders: [], packages: [] },
  'http/node': { folders: ['http'], packages: ['node'] },
  client: { folders: ['contract', 'http'], packages: ['ky', 'zod/mini', 'form-data', 'node'] },
  // image-size is a devDependency: the build bundles it.
  flow: { folders: ['client', 'contract'], packages: [] },
  'flow/react.ts': { folders: ['flow'], packages: ['react'] },
  'flow/vue.ts': { folders: ['flow'], packages: ['vue'] },
  reference: { folders: ['contract', 'http'], packages: ['zod/mini', 'image-size'] },
  'reference/msw': { folders: ['contract', 'http', 'reference'], packages: ['msw'] },
  'reference/server': { folders: ['contract', 'http', 'reference'], packages: ['node'] },
  'report/model': { folders: ['contract'], packages: [] },
  suite: { folders: ['contract', 'http', 'http/node', 'report/model'], packages: ['zod/mini', 'fast-check'] },
  report: { folders: ['contract', 'http', 'report/model'], packages: [] },
  openapi: { folders: ['contract', 'texts'], packages: ['zod/mini'] },
  texts: { folders: ['contract'], packages: [], typesOnly: ['contract'] },
  cli: {
    folders: [
      'contract',
      'client',
      'reference',
      'reference/msw',
      'reference/server',
      'suite',
      'report',
      'report/model',
      'openapi',
      'texts',
    ],
    packages: ['node'],
  },
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  if (!file.includes('/')) return ''
  return `${first}/${second}` in arrows ? `${first}/${second}` : first
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const statements = text.matchAll(
    /^\s*(?:import|export)\b(\s+type\b)?[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...statements].map(([, type, from, bare, dynamic]) => ({
    target: from ?? bare ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }))
}

describe('every import follows the arrows of the design', () => {
  test.each(files.filter((file) => roomOf(file) !== ''))('%s', (file) => {
    const room = roomOf(file)
    const allowed = arrows[room]
    if (!allowed) throw new Error(`${file}: no arrows are drawn for the folder ${room}`)
    for (const { target, typeOnly } of importsOf(file)) {
      if (target.startsWith('.')) {
        const to = roomOf(relative(src, join(src, dirname(file), target)))
        if (to === room) continue
        expect(allowed.folders, `${file} imports ${target}`).toContain(to)
        if (allowed.typesOnly?.includes(to)) expect(typeOnly, `${file} may import types only from ${target}`).toBe(true)
      } else {
        const name = target.startsWith('node:') ? 'node' : target
        expect(allowed.packages, `${file} imports ${target}`).toContain(name)
      }
    }
  })

  test('each room of the suite imports those before it only', () => {
    const rooms = ['http', 'state', 'people', 'scenarios', 'cases', 'findings', 'random-journeys', 'run']
    const rankOf = (file: string) => rooms.indexOf(/^suite\/([^/]+)\//.exec(file)?.[1] ?? '')
    for (const file of files.filter((one) => one.startsWith('suite/'))) {
      expect(rankOf(file), `${file} stands in none of the rooms ${rooms.join(', ')}`).toBeGreaterThanOrEqual(0)
      for (const { target } of importsOf(file)) {
        const to = relative(src, join(src, dirname(file), target))
        if (!target.startsWith('.') || !to.startsWith('suite/')) continue
        expect(rankOf(to), `${file} imports ${target}, of a later room`).toBeLessThanOrEqual(rankOf(file))
      }
    }
  })

  test('the entries are export lists and nothing else', () => {
    for (const file of files.filter((one) => roomOf(one) === '')) {
      const text = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const rest = text
        .replace(/^'use client'$/m, '')
        .replace(/export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+from\s+'[^']+'/g, '')
        .trim()
      expect(rest, file).toBe('')
    }
  })

  test('no file imports itself by way of others, types included', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ target }) => target.startsWith('.'))
          .map(({ target }) => relative(src, join(src, dirname(file), target))),
      ]),
    )
    const done = new Set<string>()
    const walk = (file: string, path: string[]): void => {
      expect(path, 'a circle of imports').not.toContain(file)
      if (done.has(file)) return
      for (const next of graph.get(file) ?? []) walk(next, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
  })
})
