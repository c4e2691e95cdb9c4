import { readdirSync, readFileSync } from 'node:fs'
import { endpointIds } from 'phone-auth-kit'
import { describe, expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const files = readdirSync(new URL('../../src/client', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/client/${file}`)

/** The examples in the docstrings of a file. */
function examplesIn(file: string): string[] {
  const blocks = read(file).matchAll(/@example\n\s+\* ```ts\n([\s\S]*?)\n\s+\* ```/g)
  return [...blocks].map(([, code = '']) => code.replaceAll(/^\s+\* /gm, ''))
}

test('every operation has an example, and docs/client.md, which is compiled and run, shows every example', () => {
  const examples = files.flatMap(examplesIn)
  for (const id of endpointIds) {
    const isShown = examples.some((example) => example.includes(`api.${id}(`))
    expect(isShown, `src/client/operations.ts: give the method ${id} an @example that calls api.${id}(…)`).toBe(true)
  }
  const docs = read('docs/client.md')
  for (const example of examples)
    expect(docs.includes(example), `docs/client.md: show this example of a docstring, word for word:\n${example}`).toBe(
      true,
    )
})

describe('every export has a docstring', () => {
  test.each(files)('%s', (file) => {
    const lines = read(file).split('\n')
    const silent = lines.filter(
      (line, at) =>
        /^export (?:declare )?(?:async )?(?:function|class|interface|type|const) /.test(line) &&
        !/\*\/$/.test(lines[at - 1] ?? ''),
    )
    expect(silent).toEqual([])
  })
})
