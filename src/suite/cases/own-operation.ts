import type { OperationDefinition } from '../../contract/define-operation.ts'
import type { Citation } from '../../contract/document.ts'
import type { Level } from '../../report/model/report.ts'
import type { Language } from '../../report/model/words.ts'
import type { OperationRequest } from '../http/request.ts'
import { plain } from '../http/value.ts'
import { type GuestName, guestName } from '../people/roles.ts'
import { exampleRequest, sendExample } from '../scenarios/example-request.ts'
import type { ExaminedOperation } from '../state/examine.ts'
import { missingParameter } from './case-context.ts'
import { type CaseDefinition, defineCase, personIn } from './define-case.ts'
import { rulesFor } from './reply-rules.ts'
import { type Gap, slugOf, titleOfGap } from './required-parameters.ts'

/** The cases about operations of the team's own: what holds for any operation, whatever it does. */
export function ownOperationCases(examined: readonly ExaminedOperation[], lang: Language): CaseDefinition[] {
  return examined.flatMap((one, index) => [
    ...successCases(one, guestName(2 * index), lang),
    ...gapCases(one, guestName(2 * index + 1), lang),
  ])
}

/** The right request gets 0000, and its reply, like every other one, has the form that the definition says. */
function successCases(examined: ExaminedOperation, name: GuestName, lang: Language): CaseDefinition[] {
  const { operation } = examined
  const needs = { people: personIn(name, 'registered'), ...(examined.sendsCode && { sendsAgain: [name] }) }
  return [
    defineCase({
      id: `${operation.id}/success`,
      level: 'must',
      title: { zh: '正确的请求返回 0000', en: 'A correct request gets 0000' },
      cites: [citationOf(operation, 'operation', lang)],
      ...needs,
      run: async ({ runState, person, expect }) => {
        expect.result(await sendExample(runState, person(name), examined), '0000')
      },
    }),
    ...rulesFor(operation).map(({ rule, level, title }) =>
      defineCase({
        id: `${operation.id}/${rule}`,
        level,
        title,
        cites: [citationOf(operation, rule === 'message' ? 'message' : 'result', lang)],
        ...needs,
        when: 'last',
        run: async ({ runState, person }) => {
          await sendExample(runState, person(name), examined)
        },
      }),
    ),
  ]
}

/** One case for each required field that is missing or empty: anything but success (erratum E16). */
function gapCases(examined: ExaminedOperation, name: GuestName, lang: Language): CaseDefinition[] {
  const { operation } = examined
  return gapsOf(operation).map(({ gap, field, slug, level }) => {
    const title = titleOfGap(gap, [field], level)
    return defineCase({
      id: `${operation.id}/${gap}-${slug}`,
      level,
      title,
      cites: [citationOf(operation, field, lang)],
      people: personIn(name, 'registered'),
      ...(examined.sendsCode && { sendsAgain: [name] }),
      run: async ({ runState, person, caseId, expect }) => {
        const guest = person(name)
        const right = await exampleRequest(runState, guest, examined)
        const request = {
          ...(gap === 'missing' ? without(right, field) : emptied(right, field)),
          allow: missingParameter,
        }
        expect.refused(await runState.call(guest.session, request, caseId), title)
      },
    })
  })
}

interface FieldGap {
  readonly gap: Gap
  readonly field: string
  readonly slug: string
  readonly level: Level
}

/** A field whose schema accepts an empty text may be empty, and a file has no empty text. */
function gapsOf({ fields, files = [], optional = [], fixed = {} }: OperationDefinition): FieldGap[] {
  const required = [...Object.keys(fields), ...files].filter((name) => !optional.includes(name))
  const slugs = new Set<string>()
  return [...required, ...Object.keys(fixed)].flatMap((field) => {
    const slug = freeSlug(field, slugs)
    const level = field in fixed ? 'should' : 'must'
    const mayBeEmpty = files.includes(field) || acceptsEmpty(fields[field])
    return (mayBeEmpty ? ['missing' as const] : ['missing' as const, 'empty' as const]).map((gap) => ({
      gap,
      field,
      slug,
      level,
    }))
  })
}

function acceptsEmpty(schema: OperationDefinition['fields'][string] | undefined): boolean {
  const checked = schema?.['~standard'].validate('')
  return checked !== undefined && !(checked instanceof Promise) && checked.issues === undefined
}

/** Ids have small letters, digits and hyphens only, and no two are alike. */
function freeSlug(field: string, taken: Set<string>): string {
  const wanted =
    slugOf(field)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'field'
  let slug = wanted
  for (let count = 2; taken.has(slug); count++) slug = `${wanted}-${count}`
  taken.add(slug)
  return slug
}

function without(request: OperationRequest, field: string): OperationRequest {
  const { fields, parts } = request
  const left = parts?.filter(({ name }) => name !== field)
  return {
    ...request,
    ...(fields && { fields: fields.filter(([name]) => name !== field) }),
    // A body without parts is refused by many parsers before the backend sees it.
    ...(left && { parts: left.length > 0 ? left : [{ name: 'note', value: plain(`no ${field}`) }] }),
  }
}

function emptied(request: OperationRequest, field: string): OperationRequest {
  const { fields, parts } = request
  return {
    ...request,
    ...(fields && { fields: fields.map(([name, value]) => [name, name === field ? plain('') : value] as const) }),
    ...(parts && { parts: parts.map((part) => (part.name === field ? { name: field, value: plain('') } : part)) }),
  }
}

/** What the team's own document says, by the name of its row; without one, the definition itself. */
function citationOf(operation: OperationDefinition, row: string, lang: Language): Citation {
  const { id, method, path, failures, document, titles } = operation
  if (document) {
    const { section, rows } = document
    const quote = rows[row] ?? rows.result ?? Object.values(rows)[0]
    return { section, quote: quote ?? section }
  }
  const section = titles?.[lang] ?? id
  if (row === 'operation') return { section, quote: `${method} ${path}` }
  if (row === 'result' || row === 'message') return { section, quote: ['0000', ...failures].join(' | ') }
  return { section, quote: row }
}
