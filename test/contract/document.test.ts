import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endpointIds, endpoints, resultsOf } from '../../src/contract/endpoints.ts'
import { errata } from '../../src/contract/errata.ts'
import type { ResultCode } from '../../src/contract/result-codes.ts'
import { zh } from '../../src/texts/zh.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

interface Section {
  heading: string
  /** All table rows except column headings and rulers, verbatim. */
  rows: string[]
  address: Record<string, string>
  parameters: { name: string; chineseName: string; required: boolean }[]
  results: Record<string, string>
  message: string
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** Parses the Markdown tables of the API document, independently of the contract value. */
function parseDocument(markdown: string): Section[] {
  const sections: Section[] = []
  let current: Section | undefined
  let heading = ''
  let table = ''
  for (const line of markdown.split('\n')) {
    const title = /^#+ *(.*?) *$/.exec(line)?.[1]
    if (title !== undefined) heading = title || heading
    if (/^(请求地址|请求参数|返回数据|返回实例)$/.test(line.trim())) table = line.trim()
    if (table === '请求地址' && line.trim() === '请求地址') {
      current = { heading, rows: [], address: {}, parameters: [], results: {}, message: '' }
      sections.push(current)
    }
    if (!current || !line.startsWith('|')) continue
    const cells = cellsOf(line)
    if (cells[0] === '序号' || cells.every((cell) => /^:?-+:?$/.test(cell))) continue
    current.rows.push(line)
    const [first = '', name = '', chineseName = '', fourth = '', remark = ''] = cells
    if (table === '请求地址') current.address[first] = name
    if (table === '请求参数')
      current.parameters.push({ name: name.replaceAll('\\_', '_'), chineseName, required: fourth === 'Y' })
    if (table === '返回数据' && name === 'result')
      for (const [, code = '', text = ''] of remark.matchAll(/["“”](\d{4})["“”] *: *["“”](.*?)["“”]/g))
        current.results[code] = text
    if (table === '返回数据' && name === 'message') current.message = remark
  }
  return sections
}

const sections = parseDocument(read('docs/api-document.zh.md'))

const thinkTwice = `
The sections of docs/api-document.zh.md and those of src/contract/endpoints.ts must be the same, in the same order. The
document is copied word for word from its authors, who alone may add to it: if they have, copy their section, and the value
follows it row by row. If they have not, the endpoint is not part of this contract: define it where it is used, with
\`defineOperation\` (docs/client.md), and nothing here has to change.`

test('the document has the sections of the contract, in its order', () => {
  const headings = sections.map((section) => section.heading)
  expect(headings, thinkTwice).toEqual(endpointIds.map((id) => endpoints[id].section))
})

const both = endpointIds.flatMap((id) => {
  const section = sections.find(({ heading }) => heading === endpoints[id].section)
  return section ? [{ id, section }] : []
})

describe.each(both)('$id', ({ id, section }) => {
  const endpoint = endpoints[id]

  test('has the method and path of its section', () => {
    expect(section.address.方式).toBe(endpoint.method)
    const written = /^\[http:\/\/[^/]+(\/[a-z]+)\]\(http:\/\/[^/]+(\/[a-z]+)\)$/.exec(section.address.URL全径 ?? '')
    expect(written?.[1]).toBe(endpoint.path)
    // E03: the link of the upload section shows /upload and points to /register.
    expect(written?.[2]).toBe(id === 'uploadAvatar' ? '/register' : endpoint.path)
  })

  test('has the parameters of its table and those that errata add', () => {
    const documented = Object.entries(endpoint.parameters)
      .filter(([, parameter]) => !('erratum' in parameter))
      .map(([name, { required, chineseName }]) => ({ name, chineseName, required }))
    expect(documented).toEqual(section.parameters)
    const added = Object.entries(endpoint.parameters).filter(([, parameter]) => 'erratum' in parameter)
    // E07: the table of the login section forgets the password.
    expect(added.map(([name]) => name)).toEqual(id === 'login' ? ['password'] : [])
  })

  test('has the result codes of its table, with their Chinese texts', () => {
    expect([...resultsOf(id)].sort()).toEqual(Object.keys(section.results).sort())
    for (const [code, text] of Object.entries(section.results)) expect(zh.results[code as ResultCode]).toBe(text)
  })

  test('promises a message if its table does', () => {
    const promised = /成功.*(返回|则返回)/.test(section.message)
    expect(promised).toBe(['sendCode', 'uploadAvatar', 'login'].includes(id))
    expect('message' in endpoint).toBe(promised)
  })

  test('has every row of its section, word for word', () => {
    expect(Object.values(endpoint.rows)).toEqual(section.rows)
  })
})

test('the errata are those of docs/contract.md, word for word', () => {
  const listed = [...read('docs/contract.md').matchAll(/^\| (E\d\d) \| (.*?) \| (.*) \|$/gm)].map(
    ([, name, document, reading]) => ({ id: name, document, reading }),
  )
  expect(errata.map(({ id, document, reading }) => ({ id, document, reading }))).toEqual(listed)
  expect(errata).toHaveLength(30)
})
