import { message, reply, requestOf, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** "0005":"验证码错误次数过多" */
export const wrongLocks: readonly Mutant[] = [
  {
    name: 'lock-never',
    fault: '0005 never comes',
    ...behaviour,
    decide: () => ({ isLocked: () => false }),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'lock-at-thirtieth',
    fault: '0005 comes at the thirtieth wrong code',
    ...behaviour,
    decide: (right) => ({
      isLocked: (session) => session.wrongCodes >= 30,
      afterWrongCode: (session, now) => ({ ...right.afterWrongCode(session, now), wrongCodes: session.wrongCodes + 1 }),
    }),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'lock-at-first',
    fault: 'The first wrong code locks the person',
    ...behaviour,
    decide: () => ({ isLocked: (session) => session.wrongCodes >= 1 }),
    caughtBy: ['verifyCode/wrong-code', 'journey/wrong-then-right'],
  },
  {
    name: 'lock-said-at-first',
    fault: 'Every wrong code gets 0005, though nothing is locked',
    ...behaviour,
    ...result(({ endpoint, result }) => (endpoint === 'verifyCode' && result === '0004' ? '0005' : result)),
    caughtBy: ['verifyCode/wrong-code', 'verifyCode/too-many'],
  },
  {
    name: 'lock-for-all',
    fault: 'Wrong codes are counted across all people',
    ...behaviour,
    decide: (right) => {
      let wrong = 0
      return {
        afterWrongCode: (session, now) => {
          wrong += 1
          return right.afterWrongCode(session, now)
        },
        isLocked: () => wrong >= 5,
      }
    },
    caughtBy: ['verifyCode/lock-of-another'],
  },
  {
    name: 'lock-of-one-locks-all',
    fault: 'Once one person is locked, everyone is',
    ...behaviour,
    decide: (right) => {
      let locked = false
      return {
        isLocked: (session, now) => {
          locked ||= right.isLocked(session, now)
          return locked
        },
      }
    },
    caughtBy: ['verifyCode/lock-of-another'],
  },
  {
    name: 'lock-explains',
    fault: '0005 has a message',
    ...shape,
    ...message(({ result, message }) => (result === '0005' ? '验证码错误次数过多' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'lock-is-0002',
    fault: 'Too many wrong codes get 0002',
    ...shape,
    ...result(({ result }) => (result === '0005' ? '0002' : result)),
    caughtBy: ['verifyCode/result', 'verifyCode/too-many'],
  },
  {
    name: 'lock-never-opens',
    fault: 'A newly sent code does not lift the lock',
    level: 'should',
    kind: 'behaviour',
    decide: (right) => {
      const locked = new Set<string>()
      return {
        isLocked: (session, now) => {
          if (right.isLocked(session, now)) locked.add(session.userId)
          return locked.has(session.userId)
        },
      }
    },
    caughtBy: ['verifyCode/new-code-unlocks'],
  },
  {
    name: 'lock-lets-anything-in',
    fault: 'After 0005, any code but the correct one is accepted',
    ...behaviour,
    around: (fetch) => {
      const locked = new Set<string>()
      return async (request) => {
        const { endpoint } = await requestOf(request)
        const cookie = request.headers.get('cookie') ?? ''
        if (endpoint !== 'verifyCode') return fetch(request)
        if (locked.delete(cookie)) return reply('0000')
        const response = await fetch(request)
        if ((await response.clone().text()).includes('0005')) locked.add(cookie)
        return response
      }
    },
    caughtBy: ['verifyCode/too-many'],
  },
]
