import { readFileSync } from 'node:fs'
import { listCases } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { endpointIds, endpoints } from '../../../src/contract/endpoints.ts'

const document = readFileSync(new URL('../../../docs/api-document.zh.md', import.meta.url), 'utf8')

/** The lines of each section of the document, by heading. */
const sections = new Map<string, string[]>()
let heading = ''
for (const line of document.split('\n')) {
  heading = /^#+ +(\S.*?) *$/.exec(line)?.[1] ?? heading
  sections.set(heading, [...(sections.get(heading) ?? []), line])
}

test('every case cites the document word for word', () => {
  const wrong = listCases().flatMap(({ id, cites }) => [
    ...(cites.length === 0 ? [`${id} cites nothing`] : []),
    // test/contract/document.test.ts fails for a section that the document does not have.
    ...cites
      .filter(({ section, quote }) => sections.has(section) && !sections.get(section)?.includes(quote))
      .map(({ section, quote }) => `${id} cites what ${section} does not say: ${quote}`),
  ])
  expect(wrong).toEqual([])
  expect(listCases().length).toBeGreaterThan(50)
})

/** The rows that no case can check: the user gives the address, and https is accepted, too (erratum E20). */
const untestableRows = endpointIds.map((endpoint) => `${endpoint} protocol`)

test('every normative row is cited by a must or should case, or listed as untestable', () => {
  const cited = new Set(
    listCases()
      .filter(({ level }) => level !== 'advice')
      .flatMap(({ cites }) => cites.map(({ section, quote }) => `${section} ${quote}`)),
  )
  const uncited = endpointIds.flatMap((endpoint) => {
    const { section, rows } = endpoints[endpoint]
    return Object.entries(rows)
      .filter(([name, row]) => name !== 'example' && !cited.has(`${section} ${row}`))
      .map(([name]) => `${endpoint} ${name}`)
  })
  expect(
    uncited.sort(),
    'cite the row in a must or should case of src/suite/cases, or list it above if no request can decide it',
  ).toEqual([...untestableRows].sort())
})

test('ids are stable slugs of an endpoint or a journey, each used once', () => {
  const ids = listCases().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) {
    const [group, slug = ''] = id.split('/')
    expect([...endpointIds, 'journey']).toContain(group)
    expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
  }
})

test('every case has a title in both languages, unique within its endpoint', () => {
  for (const lang of ['zh', 'en'] as const) {
    const titles = listCases(lang).map(({ id, title }) => `${id.split('/')[0]} ${title}`)
    expect(new Set(titles).size).toBe(titles.length)
  }
  for (const { title } of listCases('zh')) expect(title).toMatch(/\p{Script=Han}/u)
  for (const { title } of listCases('en')) expect(title).not.toMatch(/\p{Script=Han}/u)
})
