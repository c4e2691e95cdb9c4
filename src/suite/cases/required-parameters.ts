import { type Citation, cite, type DocumentRow } from '../../contract/document.ts'
import { type EndpointId, endpoints } from '../../contract/endpoints.ts'
import type { Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { Step } from '../http/step.ts'
import type { CaseContext, Fields } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'

/** What is wrong with a required parameter. */
export type Gap = 'missing' | 'empty'

/** A correct request to one operation, and how to take parameters away from it. */
export interface RightRequest {
  /** The people the request needs. */
  readonly people?: CaseDefinition['people']
  /** Requests to sendCode that each case makes. */
  readonly sends?: number
  /** The parameters to take away, one case each. Default: each required parameter alone. */
  readonly parameters?: readonly (readonly string[])[]
  /** The level of the case that takes these parameters away. Default: must. */
  level?(parameters: readonly string[]): Level
  /** Every required parameter with a correct value. */
  fields(context: CaseContext): Fields | Promise<Fields>
  send(context: CaseContext, fields: Fields): Promise<Step>
  /** Why this backend need not refuse the request, if a declared difference says so. */
  exempt?(context: CaseContext, parameters: readonly string[]): Words | undefined
}

/** One case for each required parameter of an operation: a request without it gets anything but success (erratum E16). */
export function requiredParameterCases(endpoint: EndpointId, gap: Gap, right: RightRequest): CaseDefinition[] {
  const { parameters = requiredParameters(endpoint).map((name) => [name]), level = () => 'must' } = right
  return parameters.map((names) => {
    const title = titleOfGap(gap, names, level(names))
    return defineCase({
      id: `${endpoint}/${gap}-${names.length > 1 ? 'both' : names.map(slugOf).join()}`,
      level: level(names),
      title,
      cites: names.map((name) => citationOf(endpoint, name)),
      ...(right.people && { people: right.people }),
      ...(right.sends !== undefined && { sends: right.sends }),
      run: async (context) => {
        const exempt = right.exempt?.(context, names)
        if (exempt) return context.note(exempt)
        const fields = { ...(await right.fields(context)) }
        for (const name of names) fields[name] = gap === 'missing' ? undefined : ''
        context.expect.refused(await right.send(context, fields), title)
      },
    })
  })
}

/** The parameters that a section requires, in the order of its table. */
export function requiredParameters(endpoint: EndpointId): string[] {
  return Object.entries(endpoints[endpoint].parameters).flatMap(([name, { required }]) => (required ? [name] : []))
}

/** The title of the case about a gap. */
export function titleOfGap(gap: Gap, names: readonly string[], level: Level): Words {
  const [zh, en] = [names.join(' 和 '), names.join(' and ')]
  const fails: Words = level === 'must' ? { zh: '请求失败', en: 'fails' } : { zh: '请求应失败', en: 'should fail' }
  if (gap === 'missing') return { zh: `缺少 ${zh} 时，${fails.zh}`, en: `A request without ${en} ${fails.en}` }
  return {
    zh: `${zh} 为空时，${fails.zh}`,
    en: `A request with ${names.length > 1 ? '' : 'an '}empty ${en} ${fails.en}`,
  }
}

/** The row of the parameter. For one that the table forgets (erratum E07), the row of the result codes. */
function citationOf(endpoint: EndpointId, name: string): Citation {
  return cite(endpoint, (name in endpoints[endpoint].rows ? name : 'result') as DocumentRow<EndpointId>)
}

/** A name in small letters and hyphens, as ids have it. */
export function slugOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')
}
