import type { Step } from '../http/step.ts'
import type { Person } from '../people/person.ts'
import { verifyCodeRequest } from '../people/requests.ts'
import { wrongCodeNumber } from '../people/wrong-codes.ts'
import type { RunState } from '../state/run-state.ts'
import { sendAgain, verifyIn } from './resend.ts'

/** What a person got for one wrong code after another (erratum E10). */
export interface Lock {
  /** The replies to the wrong codes, up to the first that was not 0004. */
  readonly replies: readonly Step[]
  /** The reply to one more wrong code after 0005. */
  readonly wrong: Step | undefined
  /** The reply to the correct code after that, whether or not 0005 came. */
  readonly right: Step | undefined
}

/** Sends wrong codes in one session, for one sent code, until 0005 or the bound. Done once per person. */
export function lock(runState: RunState, person: Person): Promise<Lock> {
  return person.oncePerPerson('lock', async () => {
    const code = await person.sent()
    const give = (typed: typeof code) =>
      runState.call(person.session, verifyCodeRequest(runState.settings.dialect, person, code, typed))
    const replies: Step[] = []
    while (replies.length < runState.settings.wrongCodeBound) {
      const reply = await give(wrongCodeNumber(replies.length, code))
      replies.push(reply)
      if (reply.result !== '0004') break
    }
    const last = replies.at(-1)?.result
    const wrong = last === '0005' ? await give(wrongCodeNumber(replies.length, code)) : undefined
    const right = replies.length > 1 && (last === '0005' || last === '0004') ? await give(code) : undefined
    return { replies, wrong, right }
  })
}

/** What a locked person got after requesting a new code. */
export interface Unlocked {
  readonly locked: Lock
  /** The reply to the new code, if one was sent. */
  readonly verified: Step | undefined
  /** Whether the person is verified in the end. */
  readonly isVerified: boolean
}

/** Requests a new code for a locked person, unless there is no lock or the correct code works anyway. Done once. */
export function unlock(runState: RunState, person: Person): Promise<Unlocked> {
  return person.oncePerPerson('unlock', async () => {
    const locked = await lock(runState, person)
    const isOpen = locked.right?.result === '0000'
    if (isOpen || locked.replies.at(-1)?.result !== '0005') return { locked, verified: undefined, isVerified: isOpen }
    const { code } = await sendAgain(runState, person, person.session)
    const verified = code && (await verifyIn(runState, person, person.session, code))
    return { locked, verified, isVerified: verified?.result === '0000' }
  })
}
