import { same, type Words } from '../../report/model/words.ts'
import type { Fault } from '../http/check-reply.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import type { SetUpFailed } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'
import { missingPath } from './missing-path.ts'

/** What a case says about a requirement that was not met. The runner adds the exchange and the shell lines. */
export interface Violation {
  /** Equal for violations that probably have the same cause, whatever their wording. Default: the id of the case. */
  readonly cause?: string
  readonly message: Words
  readonly expected: Words
  readonly actual: Words
  readonly step?: Step
  readonly hint?: Words | undefined
  /** Other sessions whose steps lead to this one, in addition to the step's own session. */
  readonly otherSessions?: readonly Session[]
  /** All steps that lead to this one, if the case knows them better than the runner. */
  readonly steps?: readonly Step[]
}

/** What the backend answered, in one line. */
export function actualOf(runState: RunState, step: Step): Words {
  if (step.answer.kind === 'failure') return step.answer.words
  const body = runState.masker.reply(
    step.request.operation,
    step.text.length > 300 ? `${step.text.slice(0, 300)}…` : step.text,
  )
  return same(`HTTP ${step.answer.status} ${body}`)
}

/** Causes that affect all replies of a server, whatever operation they answer. */
const serverWide = ['byte-order-mark', 'no-content-type', 'other-content-type']

/** The cause of a fault in a reply. */
export function causeOf({ endpoint }: Step, { cause }: Fault): string {
  return serverWide.includes(cause) ? cause : `${endpoint}/${cause}`
}

/** A rule that replies broke, as the case for that rule reports it. */
export function violationOfRule(runState: RunState, step: Step, fault: Fault, alike: number): Violation {
  const more: Words = alike > 1 ? { zh: `（共 ${alike} 个此类响应）`, en: ` (${alike} such replies)` } : same('')
  const cause = causeOf(step, fault)
  if (step.answer.kind === 'failure')
    return {
      cause,
      message: {
        zh: `${step.endpoint} 没有返回完整的响应${alike > 1 ? `（共 ${alike} 次）` : ''}`,
        en: `the backend sent no complete reply to ${step.endpoint}${alike > 1 ? ` (${alike} times)` : ''}`,
      },
      expected: fault.expected,
      actual: fault.actual,
      step,
    }
  const missing = fault.rule === 'envelope' ? missingPath(runState, step) : undefined
  return {
    cause: missing?.cause ?? cause,
    ...(missing && { hint: missing.words }),
    message: {
      zh: `${step.endpoint} 的响应格式不正确${more.zh}`,
      en: `a reply to ${step.endpoint} has the wrong form${more.en}`,
    },
    expected: fault.expected,
    actual: {
      zh: runState.masker.reply(step.request.operation, fault.actual.zh),
      en: runState.masker.reply(step.request.operation, fault.actual.en),
    },
    step,
  }
}

/** The requests at the end of a run that got no reply: one cause, reported with the first of them. */
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
          zh: `后端没有响应：${count} 个请求均未得到完整的响应`,
          en: `the backend does not answer: ${count} requests got no complete reply`,
        }
      : {
          zh: `后端不再响应：最后 ${count} 个请求均未得到完整的响应`,
          en: `the backend stopped answering: the last ${count} requests got no complete reply`,
        },
  }
}

/** A step of a person that failed, as the case about that person reports it. */
export function violationOfSetUp(runState: RunState, { step, expected, hint, person }: SetUpFailed): Violation {
  return {
    cause: hint?.cause ?? `${step.endpoint}/no-success-for-${person}`,
    message: {
      zh: `${person} 的 ${step.endpoint} 请求应成功，但未成功`,
      en: `${step.endpoint} should have succeeded for ${person} but did not`,
    },
    expected,
    actual: actualOf(runState, step),
    step,
    hint: hint?.words,
  }
}
