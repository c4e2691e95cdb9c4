import type { Allowance } from '../http/check-reply.ts'
import type { Step } from '../http/step.ts'
import type { Person } from '../people/person.ts'
import type { CaseContext, Fields } from './case-context.ts'

/**
 * Takes step 2 for a verified person, with values that may be refused. The backend answers 0006, or 0000 and then the
 * person is registered and can log in (erratum E15).
 *
 * @returns The reply if it was one of these.
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
    { zh: '注册step2 返回 0000 后应能登录', en: 'a person who got 0000 from step 2 should be able to log in' },
    [session],
  )
  return isKept ? reply : undefined
}
