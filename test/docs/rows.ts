// Writes docs/rows.md: every row of the document, and where client, reference server and contract tests implement it.
//
//   npm run docs:rows
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type EndpointId, endpointIds, endpoints } from '../../src/contract/endpoints.ts'
import { listCases } from '../../src/suite/run/list-cases.ts'

/** A place in the code: a name in a file. */
export interface Place {
  readonly name: string
  readonly file: string
}

/** Rows that no request can test, with the reason. */
export const untestable: Readonly<Record<string, string>> = {
  protocol: 'The scheme is the user’s: the base address says http or https (E20).',
  example: 'Examples are informative; the tables are the contract (E01, E02, E04, E08, E11, E28).',
}

const kebab = (id: EndpointId) => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Where the client implements a row. */
export function inClient(id: EndpointId, row: string): Place {
  if (row === 'operation') return { name: id, file: 'src/client/operations.ts' }
  if (row === 'method' || row === 'url') return { name: id, file: 'src/contract/endpoints.ts' }
  if (row === 'protocol') return { name: 'baseUrl', file: 'src/client/client-options.ts' }
  if (row === 'result' || row === 'message') return { name: 'ReplyOf', file: 'src/contract/replies.ts' }
  if (row === 'example') return { name: 'judgeReply', file: 'src/client/transport/judge-reply.ts' }
  if (endpoints[id].parameters[row]?.fixed !== undefined) return { name: row, file: 'src/contract/endpoints.ts' }
  return { name: row, file: 'src/client/operations.ts' }
}

/** Where the reference server implements a row. */
export function inReference(id: EndpointId, row: string): Place {
  if (row === 'method' || row === 'url')
    return { name: 'documentOperations', file: 'src/reference/operations/served-operations.ts' }
  if (row === 'protocol') return { name: 'http', file: 'src/reference/server/listen.ts' }
  if (row === 'example') return { name: 'message', file: 'src/reference/rules/reply.ts' }
  return { name: id, file: `src/reference/rules/${kebab(id)}.ts` }
}

/** The contract tests that cite a row or one of its cells. */
export function casesOf(id: EndpointId, row: string): string[] {
  const { section, rows } = endpoints[id]
  const text = (rows as Record<string, string>)[row] ?? ''
  const cells = text.split('|').map((cell) => cell.trim())
  return listCases('en')
    .filter(({ cites }) =>
      cites.some((one) => one.section === section && (one.quote === text || cells.includes(one.quote))),
    )
    .map((one) => one.id)
}

const link = ({ name, file }: Place) => `[\`${name}\`](../${file})`

/** The whole page. */
export function page(): string {
  const sections = endpointIds.map((id) => {
    const { section, method, path } = endpoints[id]
    const lines = Object.entries(endpoints[id].rows).map(([row, text]) => {
      const quote = `\`${text.replaceAll('|', '\\|').replaceAll(/ {2,}/g, ' ')}\``
      const cases = casesOf(id, row)
      const held = cases.length > 0 ? cases.map((one) => `\`${one}\``).join(', ') : `not testable: ${untestable[row]}`
      return `| ${quote} | ${link(inClient(id, row))} | ${link(inReference(id, row))} | ${held} |`
    })
    return `## ${section}: \`${id}\`, ${method} ${path}\n\n| the document | client | reference server | contract tests |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`
  })
  return `# Where each row of the document is implemented

Every table row of [the document](api-document.zh.md), in order. \`npm run docs:rows\` generates this page from the contract
and the contract tests, and a test fails if it is out of date. Runs of spaces are shortened.

${sections.join('\n')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../../docs/rows.md', import.meta.url), page())
