import { codeFields, type Person } from './person.ts'
import type { Step } from './step.ts'
import type { World } from './world.ts'
import { wrongCodeNumber } from './wrong-codes.ts'

/** What became of somebody who gave one wrong code after the other (erratum E10). */
export interface Lock {
  /** The replies to the wrong codes, up to the first that was not 0004. */
  readonly replies: readonly Step[]
  /** The reply to the right code after that, where 0005 came or never did. */
  readonly right: Step | undefined
}

/** Wrong codes in one session, for one phone, against one sent code, up to 0005 or the bound. Done once. */
export function lock(world: World, person: Person): Promise<Lock> {
  return person.shared('lock', async () => {
    const code = await person.sent()
    const give = (typed: typeof code) =>
      world.call(person.session, { endpoint: 'verifyCode', fields: codeFields(world, person, code, typed) })
    const replies: Step[] = []
    while (replies.length < world.settings.wrongCodeBound) {
      const reply = await give(wrongCodeNumber(replies.length, code))
      replies.push(reply)
      if (reply.result !== '0004') break
    }
    const last = replies.at(-1)?.result
    const right = replies.length > 1 && (last === '0005' || last === '0004') ? await give(code) : undefined
    return { replies, right }
  })
}
