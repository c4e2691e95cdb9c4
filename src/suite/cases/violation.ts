import { same, type Words } from '../../report/model/words.ts'
import type { Fault } from '../http/check-reply.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import type { SetUpFailed } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'

/** What a case says of a miss. The runner adds the exchange and the shell lines. */
export interface Violation {
  /** The same for violations that likely have one cause, whatever their wording. Default: the id of the case. */
  readonly cause?: string
  readonly message: Words
  readonly expected: Words
  readonly actual: Words
  readonly step?: Step
  readonly hint?: Words | undefined
  /** Sessions whose steps lead there beside those of the step itself. */
  readonly otherSessions?: readonly Session[]
  /** The whole way there, where the case knows better than the runner. */
  readonly steps?: readonly Step[]
}

/** What came, in one line. */
export function actualOf(runState: RunState, step: Step): Words {
  if (step.answer.kind === 'failure') return step.answer.words
  const body = runState.masker.reply(step.endpoint, step.text.length > 300 ? `${step.text.slice(0, 300)}…` : step.text)
  return same(`HTTP ${step.answer.status} ${body}`)
}

/** What a server does to all its replies alike, whatever operation they answer. */
const serverWide = ['byte-order-mark', 'no-content-type', 'other-content-type']

/** The cause of a fault in a reply. */
export function causeOf({ endpoint }: Step, { cause }: Fault): string {
  return serverWide.includes(cause) ? cause : `${endpoint}/${cause}`
}

/** A rule that replies broke, as the case that holds replies to the rule tells of it. */
export function violationOfRule(runState: RunState, step: Step, fault: Fault, alike: number): Violation {
  const more: Words = alike > 1 ? { zh: `（共 ${alike} 个这样的回复）`, en: ` (${alike} replies like it)` } : same('')
  const cause = causeOf(step, fault)
  if (step.answer.kind === 'failure')
    return {
      cause,
      message: {
        zh: `${step.endpoint} 没有得到完整的回复${alike > 1 ? `（共 ${alike} 次）` : ''}`,
        en: `${step.endpoint} got no complete reply${alike > 1 ? ` (${alike} times)` : ''}`,
      },
      expected: fault.expected,
      actual: fault.actual,
      step,
    }
  return {
    cause,
    message: {
      zh: `${step.endpoint} 的回复格式不符${more.zh}`,
      en: `a reply of ${step.endpoint} has the wrong form${more.en}`,
    },
    expected: fault.expected,
    actual: {
      zh: runState.masker.reply(step.endpoint, fault.actual.zh),
      en: runState.masker.reply(step.endpoint, fault.actual.en),
    },
    step,
  }
}

/** Requests in a row without a reply, up to the end: one cause, told with the first of them. */
export function violationBySilence(
  runState: RunState,
  [first, ...others]: readonly [Step, ...Step[]],
  fault: Fault,
): Violation {
  const count = others.length + 1
  return {
    ...violationOfRule(runState, first, fault, 1),
    cause: 'no-answer',
    message: runState.health.silent
      ? {
          zh: `后端没有应答：${count} 个请求都没有完整的回复`,
          en: `the backend does not answer: ${count} requests got no complete reply`,
        }
      : {
          zh: `后端不再应答：最后 ${count} 个请求都没有完整的回复`,
          en: `the backend stopped answering: the last ${count} requests got no complete reply`,
        },
  }
}

/** A person's way that did not succeed, as the case that it is about tells of it. */
export function violationOfSetUp(runState: RunState, { step, expected, hint, person }: SetUpFailed): Violation {
  return {
    cause: hint?.cause ?? `${step.endpoint}/no-success-for-${person}`,
    message: {
      zh: `${person} 的 ${step.endpoint} 应当成功而没有成功`,
      en: `${step.endpoint} should have succeeded for ${person} and did not`,
    },
    expected,
    actual: actualOf(runState, step),
    step,
    hint: hint?.words,
  }
}
