import type { Dialect } from '../../contract/dialect.ts'
import type { ErratumId } from '../../contract/errata.ts'
import { same, type Words } from '../../report/model/words.ts'
import { type Defect, decodeText, type Envelope, readEnvelope } from './decode.ts'
import { isDocumented, messagePromiseOf, type Operation } from './operation.ts'
import type { Answer } from './send.ts'

/**
 * The rules for every reply, whatever the request. Each rule is one case per endpoint, which checks all replies of a run.
 */
export type RuleId = 'envelope' | 'result' | 'message' | 'transport' | 'failure-message' | 'content-type'

/** A rule that a reply breaks. */
export interface Fault {
  readonly rule: RuleId
  /** The way in which the reply breaks the rule, whatever its wording. */
  readonly cause: string
  readonly expected: Words
  readonly actual: Words
}

/** Replies to a request that are allowed in addition to the documented ones (errata E16, E17, E19). */
export interface Allowance {
  /** A 4xx without an envelope: any, or only these statuses. */
  readonly bare?: 'any' | readonly number[]
  /** Result codes of other operations on the same address, if the backend can't know which was meant (E16). */
  readonly results?: readonly string[]
  /** Whether 0000 may come without its message: the path, after an upload without an image (E17). */
  readonly noMessage?: boolean
  /** The erratum that makes the refusal a reading (E16). */
  readonly reads?: ErratumId
  /** The case itself reports a missing answer or envelope, an undocumented code and a 5xx, at its own level. */
  readonly leftToCase?: boolean
}

/** The errata whose example a reply may follow although the table says otherwise. */
export type ToleratedErratum = Extract<ErratumId, 'E01' | 'E04'>

/** The contents of a reply, and the rules it breaks. */
export interface CheckedReply {
  /** The result code, if the reply is an envelope with one. */
  readonly result?: string
  /** The message, if it is a string. */
  readonly message?: string
  /** Whether the reply is an allowed 4xx without an envelope. */
  readonly bare: boolean
  readonly faults: readonly Fault[]
  /** By rule: the erratum that makes the reply tolerable, because it follows an example of the document. */
  readonly tolerated?: Readonly<Partial<Record<RuleId, ToleratedErratum>>>
  /** The body as readable text. */
  readonly text: string
}

const envelopeExpected: Words = same('{"result": string, "message": string | null}')

/** Checks an answer against the rules for its operation. */
export function checkReply(answer: Answer, operation: Operation, allowance: Allowance, dialect: Dialect): CheckedReply {
  const broken = ({ cause, words: actual }: Defect, text = ''): CheckedReply => ({
    bare: false,
    faults: [{ rule: 'envelope', cause, expected: envelopeExpected, actual }],
    text,
  })
  if (answer.kind === 'failure') return broken({ cause: answer.failure, words: answer.words })
  const { text, byteOrderMark, defect } = decodeText(answer.body)
  if (answer.redirect) {
    const to = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '?'
    const words = { zh: `重定向（${answer.status}）至 ${to}`, en: `a redirect (${answer.status}) to ${to}` }
    return broken({ cause: 'redirect', words }, text)
  }
  const isBareAllowed =
    answer.status >= 400 &&
    answer.status < 500 &&
    (allowance.bare === 'any' || (allowance.bare?.includes(answer.status) ?? false))
  const envelope: Envelope = defect ? { defect } : readEnvelope(text)
  const result = envelope.members?.result
  if (!envelope.members || typeof result !== 'string') {
    if (isBareAllowed) return { bare: true, faults: [], text }
    if (!envelope.members) return broken(envelope.defect, text)
    const { message } = envelope.members
    return { ...broken(resultDefect(envelope.members), text), ...(typeof message === 'string' && { message }) }
  }
  const { members } = envelope
  const faults: Fault[] = []
  const documented = ['0000', ...operation.failures]
  const allowed = [...documented, ...aliasesOf(operation), ...(allowance.results ?? [])]
  if (!allowed.includes(result))
    faults.push({
      rule: 'result',
      cause: 'undocumented-result',
      expected: same(documented.map((code) => `"${code}"`).join(' | ')),
      actual: same(`"result": ${show(result)}`),
    })
  else faults.push(...messageFaults(operation, result, members, allowance, dialect))
  faults.push(...transportFaults(answer, byteOrderMark))
  const message = members.message
  return {
    result,
    ...(typeof message === 'string' && { message }),
    bare: false,
    faults,
    tolerated: toleratedIn(operation, result, members),
    text,
  }
}

function resultDefect(members: Readonly<Record<string, unknown>>): Defect {
  if (!('result' in members))
    return { cause: 'result-missing', words: { zh: '缺少 result', en: 'no member named result' } }
  const found = show(members.result)
  return {
    cause: 'result-not-string',
    words: { zh: `result 不是字符串：${found}`, en: `a result that is not a string: ${found}` },
  }
}

/** The codes that are accepted in place of another one (erratum E04). */
function aliasesOf(operation: Operation): string[] {
  return isDocumented(operation) ? Object.keys(operation.aliases ?? {}) : []
}

function toleratedIn(
  operation: Operation,
  result: string,
  members: Readonly<Record<string, unknown>>,
): Partial<Record<RuleId, ToleratedErratum>> {
  return {
    ...(result !== '0000' && 'mes' in members && !('message' in members) && { message: 'E01' }),
    ...(aliasesOf(operation).includes(result) && { result: 'E04' }),
  }
}

/** Checks `message` as the 返回数据 table says. */
function messageFaults(
  operation: Operation,
  result: string,
  members: Readonly<Record<string, unknown>>,
  allowance: Allowance,
  dialect: Dialect,
): Fault[] {
  const message = members.message
  const found = same('message' in members ? `"message": ${show(message)}` : `{"result":"${result}"}`)
  const got = message === null ? 'null' : Array.isArray(message) ? 'array' : typeof message
  const fault = (rule: RuleId, kind: string, expected: Words): Fault[] => [
    { rule, cause: `message-${kind}-got-${got}`, expected, actual: found },
  ]
  const isNothing = message === null || message === undefined
  const promise = result === '0000' ? messagePromiseOf(operation, dialect) : undefined
  if (promise) {
    const isRight = promise.holds(message) || (isNothing && allowance.noMessage === true)
    return isRight ? [] : fault('message', promise.kind, promise.words)
  }
  if (isNothing) return []
  const rule = isDocumented(operation) && operation.failureMessage ? 'failure-message' : 'message'
  return fault(rule, 'none', { zh: 'message 为 null 或省略', en: 'a message that is null or absent' })
}

/** Checks what is tolerated but worth reporting. */
function transportFaults(answer: Answer & { kind: 'reply' }, byteOrderMark: boolean): Fault[] {
  const faults: Fault[] = []
  const should = (cause: string, expected: Words, actual: Words) =>
    faults.push({ rule: 'transport', cause, expected, actual })
  if (answer.status >= 500)
    should(
      'server-error',
      { zh: '低于 500 的状态码', en: 'a status below 500' },
      { zh: `状态码 ${answer.status}`, en: `status ${answer.status}` },
    )
  if (byteOrderMark)
    should(
      'byte-order-mark',
      { zh: '不带字节顺序标记（BOM）', en: 'no byte order mark' },
      { zh: '带有字节顺序标记（BOM）', en: 'a byte order mark' },
    )
  if (answer.body.byteLength > 1024 * 1024)
    should(
      'too-long',
      { zh: '不超过 1 MiB 的响应体', en: 'a reply of at most 1 MiB' },
      { zh: `${answer.body.byteLength} 字节`, en: `${answer.body.byteLength} bytes` },
    )
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (!/^\s*(application|text)\/([\w.+-]+\+)?json\s*(;|$)/i.test(type))
    faults.push({
      rule: 'content-type',
      cause: type === '' ? 'no-content-type' : 'other-content-type',
      expected: same('Content-Type: application/json'),
      actual: type === '' ? { zh: '没有 Content-Type', en: 'no Content-Type' } : same(`Content-Type: ${type}`),
    })
  return faults
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
