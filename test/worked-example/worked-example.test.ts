import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { applyPatch, copySources, patchNames, patchOf, removeCopy, runIn, sourceFilesOf, typeCheck } from './copy.ts'

// Bounds a test that hangs: the compiler of a copy may take its time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/** More files of `src` than these for one endpoint mean that something is written twice. */
const mostSourceFiles = 9

describe('the worked examples of CONTRIBUTING.md, applied to a copy of the sources', () => {
  let folder = ''
  beforeAll(() => {
    folder = copySources()
    for (const name of patchNames) applyPatch(folder, patchOf(name), `${name}.patch`)
  })
  afterAll(() => removeCopy(folder))

  const run = (...parameters: string[]) => runIn(folder, process.execPath, parameters)

  test('compile', () => {
    expect(typeCheck(folder)).toEqual({ status: 0, output: '' })
  })

  test('find the wrong backends and blame no variant', () => {
    const names = patchNames.flatMap((name) =>
      [...patchOf(name).matchAll(/^\+ {4}name: '([a-z-]+)',$/gm)].map(([, backend = '']) => backend),
    )
    expect(names.length).toBeGreaterThanOrEqual(2)
    expect(run('test/proof/run.ts', ...names)).toEqual({
      status: 0,
      output: `${names.length} backends, 0 judged wrongly\n`,
    })
  })

  test('list the new cases', () => {
    const { output } = run('src/cli/bin.ts', 'verify', 'http://127.0.0.1:2', '--list')
    expect(output).toMatch(/^login\/password-twice +must/m)
  })

  test('give mock its new option', () => {
    expect(run('src/cli/bin.ts', 'mock', '--help').output).toContain('--nickname-limit N')
  })
})

test(`a new endpoint takes at most ${mostSourceFiles} files of src`, () => {
  const files = sourceFilesOf(patchOf('new-endpoint'))
  expect(files.length).toBeGreaterThan(0)
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(mostSourceFiles)
})
