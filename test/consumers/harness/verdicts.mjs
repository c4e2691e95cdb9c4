import { readFile } from 'node:fs/promises'
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** What each runner's own report says of each test: `passed` or `failed`, by the id its name begins with. */
export const readers = {
  vitest: async (file) => ofJest(JSON.parse(await readFile(file, 'utf8'))),
  jest: async (file) => ofJest(JSON.parse(await readFile(file, 'utf8'))),
  mocha: async (file) => {
    const { passes, failures } = JSON.parse(await readFile(file, 'utf8'))
    return new Map([
      ...passes.map(({ title }) => [idOf(title), 'passed']),
      ...failures.map(({ title }) => [idOf(title), 'failed']),
    ])
  },
  'node:test': async (file) =>
    new Map(
      testCases(await readFile(file, 'utf8')).map(({ name, failure }) => [
        idOf(name),
        failure === undefined ? 'passed' : 'failed',
      ]),
    ),
}

/** Every testcase element of a JUnit file, wherever it stands. Throws for what is not well-formed XML. */
export function testCases(xml) {
  const verdict = XMLValidator.validate(xml)
  if (verdict !== true) throw new Error(`not well-formed: ${verdict.err.msg} in line ${verdict.err.line}`)
  const found = []
  const look = (element) => {
    if (Array.isArray(element)) return element.forEach(look)
    if (typeof element !== 'object' || element === null) return
    for (const [name, child] of Object.entries(element)) {
      if (name === 'testcase') found.push(...[child].flat())
      else look(child)
    }
  }
  look(new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml))
  return found
}

/** Vitest writes what Jest writes. */
function ofJest({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return new Map(tests.map(({ title, status }) => [idOf(title), status]))
}

function idOf(name) {
  return name.split(' ')[0]
}
