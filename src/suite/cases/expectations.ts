import type { ErratumId } from '../../contract/errata.ts'
import { same, type Words } from '../../report/model/words.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { Undecided } from '../state/case-errors.ts'
import { foundNobody, type RunState } from '../state/run-state.ts'
import { actualOf, causeOf, type Violation } from './violation.ts'

/** The expectations of cases. Each returns whether it was met. */
export interface Expectations {
  /** The result code is one of these. */
  result(step: Step, codes: string | readonly string[], why?: Words, others?: readonly Session[]): boolean
  /** Anything but success: a documented failure, or a bare 4xx if that is allowed (erratum E16). */
  refused(step: Step, why?: Words, others?: readonly Session[]): boolean
  /** Any reply that the section documents, or a bare 4xx if that is allowed. */
  answered(step: Step): boolean
}

/** The expectations of one case, which hands each violation on to `fail`. */
export function createExpectations(
  runState: RunState,
  caseId: string,
  fail: (violation: Violation) => void,
): Expectations {
  const readRefusal = (erratum: ErratumId, { result, answer }: Step) => {
    const got = result ?? (answer.kind === 'reply' ? `HTTP ${answer.status}` : '?')
    runState.refusals.set(caseId, { erratum, got })
  }
  return {
    result(step, codes, why, others) {
      if (!isReadable(step) && (!step.request.allow?.leftToCase || foundNobody(step))) throw unreadable(step)
      const wanted = typeof codes === 'string' ? [codes] : codes
      if (step.result !== undefined && wanted.includes(step.result)) return true
      fail({
        cause: `${why ? caseId : step.endpoint}/not-${wanted.join('-or-')}`,
        message: sentence(
          step,
          { zh: `应返回 ${anyOf(wanted, '、', ' 或 ')}`, en: `expected ${anyOf(wanted, ', ', ' or ')}` },
          why,
        ),
        expected: same(wanted.map((code) => `"result": "${code}"`).join(' | ')),
        actual: actualOf(runState, step),
        step,
        ...(others && { otherSessions: others }),
      })
      return false
    },
    refused(step, why, others) {
      const { leftToCase = false, reads, bare } = step.request.allow ?? {}
      const unanswered = leftToCase && step.faults.some(({ rule }) => rule === 'envelope' || rule === 'result')
      if (leftToCase ? isReportedElsewhere(runState, step) : !isReadable(step)) throw unreadable(step)
      if (step.bare || (step.result !== '0000' && !unanswered)) {
        if (reads) readRefusal(reads, step)
        return true
      }
      fail({
        cause: `${why ? caseId : step.endpoint}/not-refused`,
        message: sentence(step, { zh: '应拒绝请求', en: 'expected a refusal' }, why),
        expected:
          bare === 'any'
            ? { zh: '文档规定的失败返回码，或 4xx 状态码', en: 'a documented failure, or a 4xx' }
            : { zh: '文档规定的失败返回码', en: 'a documented failure' },
        actual: actualOf(runState, step),
        step,
        ...(others && { otherSessions: others }),
      })
      return false
    },
    answered(step) {
      const fault = step.faults.find(({ rule }) => rule === 'envelope' || rule === 'result')
      if (!fault) return true
      if (isReportedElsewhere(runState, step)) throw unreadable(step)
      fail({
        cause: causeOf(step, fault),
        message: {
          zh: `${step.endpoint} 的响应不符合文档`,
          en: `the backend did not answer ${step.endpoint} as documented`,
        },
        expected: fault.expected,
        actual: fault.actual,
        step,
      })
      return false
    },
  }
}

function isReadable({ result, bare }: Step): boolean {
  return result !== undefined || bare
}

/** Whether the same happens to requests that only the rules for every reply judge. */
function isReportedElsewhere({ steps, health }: RunState, step: Step): boolean {
  if (foundNobody(step)) return true
  const envelopeCause = ({ faults }: Step) => faults.find(({ rule }) => rule === 'envelope')?.cause
  const cause = envelopeCause(step)
  return (
    cause !== undefined &&
    steps.some(
      (other) =>
        other.request.allow?.leftToCase !== true &&
        (other.endpoint === step.endpoint || health.silent) &&
        envelopeCause(other) === cause,
    )
  )
}

function unreadable({ endpoint }: Step): Undecided {
  return new Undecided('inconclusive', {
    zh: `${endpoint} 的响应无法读取，见 ${endpoint}/envelope`,
    en: `the reply to ${endpoint} could not be read: see ${endpoint}/envelope`,
  })
}

/** What the backend answered, what was expected, and why. */
function sentence({ endpoint, result, answer }: Step, expected: Words, why?: Words): Words {
  const got = result?.slice(0, 40) ?? (answer.kind === 'reply' ? `HTTP ${answer.status}` : undefined)
  const zh = got === undefined ? `${endpoint} 没有返回完整的响应` : `${endpoint} 返回 ${got}`
  const en =
    got === undefined
      ? `the backend sent no complete reply to ${endpoint}`
      : `the backend answered ${endpoint} with ${got}`
  return {
    zh: `${zh}，${expected.zh}${why ? `：${why.zh}` : ''}`,
    en: `${en}; ${expected.en}${why ? `: ${withinSentence(why.en)}` : ''}`,
  }
}

function anyOf(codes: readonly string[], comma: string, or: string): string {
  return [codes.slice(0, -1).join(comma), ...codes.slice(-1)].filter((text) => text !== '').join(or)
}

/** A title as the end of a sentence. */
function withinSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
