import { SetUpMissed } from './outcome.ts'
import { type Person, successOf } from './person.ts'
import { anotherSession, completeIn, sendAgain, verifyIn } from './resend.ts'
import type { Session } from './session.ts'
import type { Step } from './step.ts'
import { plain, type Value } from './value.ts'
import { same, type Words } from './words.ts'
import type { World } from './world.ts'

/** What came of taking step 2 again for a phone that is registered (erratum E15). */
export interface RegisteredTwice {
  /** Each further step 2: its password and its reply. */
  readonly again: readonly { readonly password: Value; readonly reply: Step }[]
  /** The reply to the second request for a code, where one was made. */
  readonly sentAgain: Step | undefined
  /** Why the session that was verified earlier was left out. */
  readonly alone?: Words
}

/**
 * Registers somebody in a second session while a first one is verified, and takes step 2 again in both. Where no second
 * code is sent within a minute, in the one session alone. Done once.
 */
export function registerTwice(world: World, person: Person): Promise<RegisteredTwice> {
  return person.shared('register-twice', async () => {
    await person.verified()
    const { step: sentAgain, session: second } = await secondSession(world, person)
    if (!second) {
      await person.registered()
      const password = plain('Second4Password')
      const reply = await completeIn(world, person, person.session, password)
      return {
        again: [{ password, reply }],
        sentAgain,
        alone: {
          zh: '未能建立第二个会话，只在同一会话中重试',
          en: 'no second session was to be had: tried again in the same one only',
        },
      }
    }
    const first = await completeIn(world, person, second, person.password)
    if (first.result !== '0000') throw new SetUpMissed(person.name, first, same(successOf('completeRegistration')))
    const again: { password: Value; reply: Step }[] = []
    for (const [session, text] of [
      [second, 'Second4Password'],
      [person.session, 'Earlier5Password'],
    ] as const) {
      const password = plain(text)
      again.push({ password, reply: await completeIn(world, person, session, password) })
    }
    return { again, sentAgain }
  })
}

async function secondSession(world: World, person: Person): Promise<{ step?: Step; session?: Session }> {
  if (world.oneJar) return {}
  const session = anotherSession(person)
  const { step, code } = await sendAgain(world, person, session)
  if (code === undefined) return { step }
  const verified = await verifyIn(world, person, session, code)
  if (verified.result !== '0000') throw new SetUpMissed(person.name, verified, same(successOf('verifyCode')))
  return { step, session }
}
