import type { Allowance } from '../http/check-reply.ts'
import type { Step } from '../http/step.ts'
import type { Person } from '../people/person.ts'
import type { CaseContext, Fields } from './case-context.ts'

/**
 * Step 2 of somebody verified, with values that may be refused: 0006, or 0000 and then they are registered as anybody
 * (erratum E15), so that they log in. Gives the reply where it was one of these.
 */
export async function registersWith(
  context: CaseContext,
  person: Person,
  fields: Fields,
  allow: Allowance = {},
): Promise<Step | undefined> {
  const { completeRegistration, login, expect } = context
  const reply = await completeRegistration(person, { ...fields, password: person.password, register: '1' }, allow)
  if (!expect.answered(reply) || !expect.result(reply, ['0000', '0006'])) return undefined
  if (reply.result === '0006') return reply
  const { userId, password, session } = person
  const isKept = expect.result(
    await login({ userId, password }),
    '0000',
    { zh: 'step2 得到 0000 之后应能登录', en: 'whoever got 0000 from step 2 should log in' },
    [session],
  )
  return isKept ? reply : undefined
}
