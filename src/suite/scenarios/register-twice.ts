import { operations } from '../../contract/endpoints.ts'
import { same, type Words } from '../../report/model/words.ts'
import { successOf } from '../http/operation.ts'
import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain, type Value } from '../http/value.ts'
import type { Person } from '../people/person.ts'
import { loginRequest } from '../people/requests.ts'
import { optionalFields } from '../people/roles.ts'
import { SetUpFailed } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'
import { anotherSession, completeIn, sendAgain, verifyIn } from './resend.ts'

/** What a registered person got for taking step 2 again (erratum E15). */
export interface RegisteredTwice {
  /** Each later step 2: its password and its reply. */
  readonly again: readonly { readonly password: Value; readonly reply: Step }[]
  /** The replies to logins with the first password, before and after these. */
  readonly logins: { readonly before: Step; readonly after: Step }
  /** The reply to the second request for a code, if one was made. */
  readonly sentAgain: Step | undefined
  /** Why there is no second session. */
  readonly alone?: Words
}

/**
 * Registers a person in a second session while their first one is verified, then takes step 2 again in both, and once
 * more if their code works a second time. If the backend sends no second code within a minute, everything happens in the
 * one session. Done once per person.
 */
export function registerTwice(runState: RunState, person: Person): Promise<RegisteredTwice> {
  return person.oncePerPerson('register-twice', async () => {
    await person.verified()
    const again: { password: Value; reply: Step }[] = []
    const complete = async (session: Session, text: string, fields: [string, Value][] = []) => {
      const password = plain(text)
      again.push({ password, reply: await completeIn(runState, person, session, password, fields) })
    }
    const logIn = () => runState.call(createSession(`${person.name}-login`), loginRequest(person, person.password))
    const verifyAndComplete = async (session: Session, code: Value) => {
      const verified = await verifyIn(runState, person, session, code)
      if (verified.result === '0000') await complete(session, 'Again6Password')
    }
    const { step: sentAgain, session: second, code } = await secondSession(runState, person)
    if (!second || !code) {
      await person.registered()
      const before = await logIn()
      await complete(person.session, 'Second4Password')
      await verifyAndComplete(person.session, await person.sent())
      return {
        again,
        logins: { before, after: await logIn() },
        sentAgain,
        alone: {
          zh: '未能建立第二个会话，只在同一会话中重试',
          en: 'no second session was available: step 2 was repeated in the same session only',
        },
      }
    }
    const first = await completeIn(runState, person, second, person.password, optionalFields(person.role, undefined))
    if (first.result !== '0000')
      throw new SetUpFailed(person.name, first, same(successOf(operations.completeRegistration)))
    const before = await logIn()
    await complete(second, 'Second4Password')
    await complete(person.session, 'Earlier5Password', [
      ['gender', plain('1')],
      ['nickname', plain('再来')],
    ])
    await verifyAndComplete(second, code)
    return { again, logins: { before, after: await logIn() }, sentAgain }
  })
}

async function secondSession(
  runState: RunState,
  person: Person,
): Promise<{ step?: Step; session?: Session; code?: Value }> {
  if (runState.oneJar) return {}
  const session = anotherSession(person)
  const { step, code } = await sendAgain(runState, person, session)
  if (code === undefined) return { step }
  const verified = await verifyIn(runState, person, session, code)
  if (verified.result !== '0000') throw new SetUpFailed(person.name, verified, same(successOf(operations.verifyCode)))
  return { step, session, code }
}
