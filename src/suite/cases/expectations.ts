import type { ErratumId } from '../../contract/errata.ts'
import { same, type Words } from '../../report/model/words.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { Undecided } from '../state/case-errors.ts'
import { foundNobody, type RunState } from '../state/run-state.ts'
import { actualOf, causeOf, type Violation } from './violation.ts'

/** The vocabulary of cases. Each says whether it held. */
export interface Expectations {
  /** One of these results, and no other. */
  result(step: Step, codes: string | readonly string[], why?: Words, others?: readonly Session[]): boolean
  /** Anything but success: a documented refusal, or where allowed a bare 4xx (erratum E16). */
  refused(step: Step, why?: Words, others?: readonly Session[]): boolean
  /** An answer of the kind the section documents, whatever it says; a bare 4xx where that is allowed. */
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
        message: sentence(step, why),
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
        message: sentence(step, why),
        expected:
          bare === 'any'
            ? { zh: '文档所列的失败代码，或 4xx', en: 'a documented refusal, or a 4xx' }
            : { zh: '文档所列的失败代码', en: 'a documented refusal' },
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
        message: sentence(step),
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

/** Whether other requests, which only the rules for every reply are about, fare the same. */
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
    zh: `${endpoint} 的回复无法读取，见 ${endpoint}/envelope`,
    en: `the reply of ${endpoint} could not be read: see ${endpoint}/envelope`,
  })
}

function sentence({ endpoint }: Step, why?: Words): Words {
  return {
    zh: `${endpoint} 的回复不符合文档${why ? `：${why.zh}` : ''}`,
    en: `${endpoint} did not answer as documented${why ? `: ${why.en}` : ''}`,
  }
}
