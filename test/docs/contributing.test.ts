import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { readCommandLine } from '../../src/cli/command-line.ts'
import { mockOptions } from '../../src/cli/mock/mock-options.ts'
import { verifyOptions } from '../../src/cli/verify/verify-options.ts'
import { commandWords } from '../../src/suite/state/command-words.ts'
import { textOf } from './pages.ts'

const page = textOf('CONTRIBUTING.md')
const exists = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url))

describe('CONTRIBUTING.md', () => {
  test('names only scripts that package.json has', () => {
    const named = [...page.matchAll(/(?:`|^)npm (?:run )?([a-z]+(?::[a-z-]+)*)(?=`|$| )/gm)].map(
      ([, script = '']) => script,
    )
    const scripts = ['ci', ...Object.keys(packageJson.scripts)]
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((script) => !scripts.includes(script))).toEqual([])
  })

  test('names only files and folders that exist', () => {
    const tree = /```\n(src\/contract\/[\s\S]*?)```/.exec(page)?.[1] ?? ''
    const inTree = [...tree.matchAll(/^(?:\S+\/ {2})*\S+\//gm)]
      .flatMap(([line]) => line.split('  '))
      .map((path) => path.trim())
    const inCommands = [...page.matchAll(/\b(?:vitest run|node) (?:--\S+ \S+ )?((?:test|src)\/[\w./-]+)/g)].map(
      ([, path = '']) => path,
    )
    expect(inTree.length).toBeGreaterThan(8)
    expect([...inTree, ...inCommands].filter((path) => !exists(path))).toEqual([])
  })

  test('and the pages on the architecture name every folder of src', () => {
    const folders = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(folders.filter((name) => !page.includes(`src/${name}/`))).toEqual([])
    for (const file of ['docs/architecture.md', 'docs/architecture.zh-CN.md'])
      expect(folders.filter((name) => !new RegExp(`\\b${name}\\b`).test(textOf(file)))).toEqual([])
  })

  test('shows commands of the command line that it understands', () => {
    const commands = [...page.matchAll(/^node dist\/cli\.js (mock|verify) (.*)$/gm)]
    expect(commands).toHaveLength(2)
    for (const [, name, rest = ''] of commands)
      readCommandLine<typeof mockOptions | typeof verifyOptions>(
        name === 'mock' ? mockOptions : verifyOptions,
        commandWords(rest),
      )
  })
})

test('continuous integration runs .ci/run, and so does npm run test:all', () => {
  expect(packageJson.scripts['test:all']).toBe('bash .ci/run')
  expect(textOf('.github/workflows/ci.yml')).toContain('run: bash .ci/run')
  const scripts = ['ci', ...Object.keys(packageJson.scripts)]
  for (const [, script = ''] of textOf('.ci/run').matchAll(/^npm (?:run )?([a-z]+(?::[a-z-]+)*)$/gm))
    expect(scripts).toContain(script)
})
