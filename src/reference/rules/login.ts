import type { ResultOf } from '../../contract/replies.ts'
import type { Settings } from '../reference-settings.ts'
import type { Person } from '../store/store.ts'
import { matchesPassword } from './password-hash.ts'
import { type Random, toHexadecimal } from './random-bytes.ts'
import type { OperationRule } from './rule.ts'

// 登录

/** The decisions of 登录. */
export interface LoginDecisions {
  isRightPassword(password: string, person: Person): boolean | Promise<boolean>
  drawToken(person: Person, random: Random): string
}

export function documentedLogin(_settings: Settings): LoginDecisions {
  return {
    // The table forgets the password, but its codes need it (E07). It is compared whole.
    isRightPassword: (password, person) => matchesPassword(password, person.passwordHash),

    // 成功返回token: nothing can be read from it, and no two are equal.
    drawToken: (_person, random) => toHexadecimal(random(32)),
  }
}

/** 登录 */
export const login: OperationRule<ResultOf<'login'>, LoginDecisions> = {
  refusal: '0007',

  answer: async ({ fields }, { decisions, store, random }) => {
    const userId = fields.get('userId')
    const password = fields.get('password')
    if (!userId) return { result: '0007', message: null, reason: 'userId is missing', isMissing: true }
    const person = await store.person(userId)
    // "0007":“用户不存在"
    if (!person) return { result: '0007', message: null, reason: 'the phone is not registered' }
    // "0008":"密码错误"
    if (!password) return { result: '0008', message: null, reason: 'password is missing', isMissing: true }
    if (!(await decisions.isRightPassword(password, person)))
      return { result: '0008', message: null, reason: 'the password is wrong' }
    return { result: '0000', message: decisions.drawToken(person, random), reason: 'logged in' }
  },

  forcedMessage: ({ decisions, random }) => {
    const nobody = { userId: '', passwordHash: '', gender: null, nickname: null, headImage: null, registeredAt: 0 }
    return decisions.drawToken(nobody, random)
  },
}
