import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import type { Value } from '../http/value.ts'
import { beforeSending, readCode, sendAndRead } from '../people/code-source.ts'
import type { Person } from '../people/person.ts'
import { completeRegistrationRequest, type Field, sendCodeRequest, verifyCodeRequest } from '../people/requests.ts'
import type { RunState } from '../state/run-state.ts'

/** The reply to a repeated sendCode, and its code. */
export interface SentAgain {
  readonly step: Step
  readonly code: Value | undefined
}

/**
 * Requests another code for a person, after the resend interval if one was given. There is no code if the backend
 * refuses: no case may depend on a second code within a minute (erratum E19).
 */
export async function sendAgain(runState: RunState, person: Person, session: Session): Promise<SentAgain> {
  const { resendInterval } = runState.settings
  if (resendInterval !== undefined) await wait(resendInterval, runState.signal)
  return await sendAndRead(runState, async () => {
    await beforeSending(runState, person.userId.text)
    const step = await runState.call(session, sendCodeRequest(person.userId))
    if (step.result !== '0000') return { step, code: undefined }
    return { step, code: await readCode(runState, person.name, person.userId, step) }
  })
}

/** A second session of a person, as from another device. */
export function anotherSession(person: Person): Session {
  return createSession(`${person.name}-2`, person.name)
}

/** Sends the correct code in a session of the person. */
export async function verifyIn(runState: RunState, person: Person, session: Session, code: Value): Promise<Step> {
  return await runState.call(session, verifyCodeRequest(runState.settings.dialect, person, code, code))
}

/** Step 2 with a password and these optional fields, in a session of the person. */
export async function completeIn(
  runState: RunState,
  person: Person,
  session: Session,
  password: Value,
  optional: readonly Field[] = [],
): Promise<Step> {
  const request = completeRegistrationRequest(runState.settings.dialect, person, password, optional)
  const step = await runState.call(session, request)
  if (step.result === '0000') runState.accounts.set(person.userId.text, true)
  return step
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end, { once: true })
  })
}
