import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import type { Value } from '../http/value.ts'
import { Undecided } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'
import { beforeSending } from './code-source.ts'
import { sendCodeRequest } from './requests.ts'

/** A fresh number and the reply to its request for a code. */
export interface Asked {
  readonly session: Session
  readonly userId: Value
  readonly step: Step
}

/** How many numbers to try before 0001 is a violation: a random number may already be registered. */
const triesAgainstRegistered = 3

/** After this many refusals in a row, the suite tries no other number. */
const enough = 6

/**
 * Requests a code for a number that this run has not used. Throws {@link Undecided} if the refusal may be a limit on
 * sending (erratum E19), or if a given number is already registered; the caller judges any other refusal.
 */
export async function askForCode(runState: RunState, name: string, caseId?: string, browser?: Session): Promise<Asked> {
  const sends = runState.steps.filter(({ endpoint, request }) => endpoint === 'sendCode' && !request.allow?.leftToCase)
  if (sends.length >= enough && sends.slice(-enough).every(({ result }) => result !== '0000'))
    throw new Undecided('inconclusive', {
      zh: '后端连续拒绝发送验证码，见 sendCode/success',
      en: 'the backend keeps refusing to send codes: see sendCode/success',
    })
  for (let tries = 1; ; tries++) {
    const asked = await ask(runState, name, undefined, caseId, browser)
    const { step } = asked
    if (step.result === '0001') {
      if (runState.phones.kind === 'given')
        throw new Undecided('inconclusive', {
          zh: '给定的手机号已被注册，请用 phones（--phones）指定未注册的手机号',
          en: 'the given phone number is already registered: give new ones with phones (--phones)',
        })
      if (tries < triesAgainstRegistered) continue
    }
    if (mayBeLimit(step) && (await isLimit(runState, step))) throw limited
    return asked
  }
}

/** Whether a refused send may be a limit: 0002 or a 429. */
export function mayBeLimit(step: Step): boolean {
  return step.result === '0002' || (step.bare && step.answer.kind === 'reply' && step.answer.status === 429)
}

/** Tests whether a refused send is a limit: requests two codes for a fresh number, of which one is refused. */
export async function isLimit(runState: RunState, refused: Step): Promise<boolean> {
  const first = await ask(runState, 'spare')
  const second = first.step.result === '0000' ? await ask(runState, 'spare', first) : undefined
  if (second?.step.result === '0000') return false
  // If nobody ever got a code, 0002 is not a limit but what sendCode always answers. A 429 is always a limit.
  return (
    refused.result !== '0002' || runState.steps.some((step) => step.endpoint === 'sendCode' && step.result === '0000')
  )
}

/** Ends a case that met a limit. */
export const limited = new Undecided('inconclusive', {
  zh: '后端限制发送验证码的频率（0002 或 429），无法判定；可用 --resend-interval 指定发送间隔',
  en: 'the backend limits how often it sends codes (0002 or 429), so this could not be decided; set the time to wait with --resend-interval',
})

async function ask(
  runState: RunState,
  name: string,
  again?: Asked,
  caseId?: string,
  browser?: Session,
): Promise<Asked> {
  const phone = again?.userId.text ?? runState.phones.next(name)
  if (phone === undefined)
    throw new Undecided('notRun', { zh: '给定的手机号已用完（--phones）', en: 'no phone number is left (--phones)' })
  // Numbers that the user gave, or that match their pattern, are masked.
  if (runState.phones.kind === 'given') runState.masker.learn(phone, 'user')
  const session = again?.session ?? createSession(name, name, browser)
  const userId: Value = { text: phone, shell: `$${name}`, secret: runState.phones.kind === 'given' }
  await beforeSending(runState, phone)
  const step = await runState.call(session, sendCodeRequest(userId), caseId)
  if (step.result === '0000') runState.accounts.set(phone, runState.accounts.get(phone) ?? false)
  return { session, userId, step }
}
