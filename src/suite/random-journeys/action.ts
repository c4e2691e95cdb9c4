import type { Words } from '../../report/model/words.ts'

/** The people of a random journey. Their names are also their shell variables. */
export const names = ['ann', 'ben'] as const
export type Who = 0 | 1

/** The other person. */
export function otherOf(who: Who): Who {
  return who === 0 ? 1 : 0
}

/** Which code a person types. `many`: wrong codes up to the lock or the bound of erratum E10. */
export const codeKinds = [
  'right',
  'zeroInFront',
  'digitBehind',
  'blankInFront',
  'threeDigits',
  'otherLastDigit',
  'otherFirstDigit',
  'otherDigits',
  'reversed',
  'sentToTheOther',
  'many',
] as const
export type CodeKind = (typeof codeKinds)[number]

/** Which password a person logs in with. `later`: that of a second step 2. */
export const passwordKinds = [
  'right',
  'shorter',
  'longer',
  'firstEight',
  'otherCase',
  'otherEnd',
  'theOthers',
  'later',
] as const
export type PasswordKind = (typeof passwordKinds)[number]

/** One request of a random journey: who calls which operation with what. */
export type Action =
  | { readonly does: 'sendCode'; readonly who: Who }
  | { readonly does: 'verifyCode'; readonly who: Who; readonly code: CodeKind }
  | { readonly does: 'uploadAvatar'; readonly who: Who; readonly image: 'png' | 'jpeg'; readonly filename: string }
  | {
      readonly does: 'completeRegistration'
      readonly who: Who
      readonly password: string
      readonly headImage: boolean
      readonly gender?: '0' | '1' | undefined
      readonly nickname?: string | undefined
    }
  | { readonly does: 'login'; readonly who: Who; readonly password: PasswordKind; readonly elsewhere: boolean }

/** Describes the action. */
export function wordsOf(action: Action): Words {
  const name = names[action.who]
  switch (action.does) {
    case 'sendCode':
      return { zh: `${name} 请求验证码`, en: `${name} requests a code` }
    case 'verifyCode': {
      const { zh, en } = codeWords[action.code]
      return { zh: `${name} 提交${zh}`, en: `${name} submits ${en}` }
    }
    case 'uploadAvatar':
      return { zh: `${name} 上传 ${action.filename}`, en: `${name} uploads ${action.filename}` }
    case 'completeRegistration': {
      const { password, gender, nickname, headImage } = action
      const fields = [
        `password=${password}`,
        ...(gender === undefined ? [] : [`gender=${gender}`]),
        ...(nickname === undefined ? [] : [`nickname=${nickname}`]),
        ...(headImage ? ['headImage'] : []),
      ].join(' ')
      return { zh: `${name} 提交注册step2（${fields}）`, en: `${name} takes step 2 with ${fields}` }
    }
    case 'login': {
      const { zh, en } = passwordWords[action.password]
      return action.elsewhere
        ? { zh: `${name} 用${zh}登录`, en: `${name} logs in with ${en}` }
        : { zh: `${name} 在注册时的会话中用${zh}登录`, en: `${name} logs in with ${en} in the session that registered` }
    }
  }
}

const codeWords: Readonly<Record<CodeKind, Words>> = {
  right: { zh: '正确的验证码', en: 'the correct code' },
  zeroInFront: { zh: '前面多一个 0 的验证码', en: 'the code with a zero put before it' },
  digitBehind: { zh: '后面多一位数字的验证码', en: 'the code with an extra digit at the end' },
  blankInFront: { zh: '前面多一个空格的验证码', en: 'the code with a space before it' },
  threeDigits: { zh: '验证码的前三位', en: 'the first three digits of the code' },
  otherLastDigit: { zh: '仅末位错误的验证码', en: 'the code with only its last digit wrong' },
  otherFirstDigit: { zh: '仅首位错误的验证码', en: 'the code with only its first digit wrong' },
  otherDigits: { zh: '四位全错的验证码', en: 'a code with all four digits wrong' },
  reversed: { zh: '数字顺序颠倒的验证码', en: 'the code in reverse order' },
  sentToTheOther: { zh: '发给另一人的验证码', en: 'the code sent to the other person' },
  many: { zh: '多个错误的验证码', en: 'one wrong code after another' },
}

const passwordWords: Readonly<Record<PasswordKind, Words>> = {
  right: { zh: '正确的密码', en: 'the correct password' },
  shorter: { zh: '缺少最后一个字符的密码', en: 'the password without its last character' },
  longer: { zh: '末尾多一个字符的密码', en: 'the password with an extra character at the end' },
  firstEight: { zh: '密码的前 8 个字符', en: 'the first 8 characters of the password' },
  otherCase: { zh: '大小写互换的密码', en: 'the password with upper and lower case swapped' },
  otherEnd: { zh: '仅最后一个字符错误的密码', en: 'the password with only its last character wrong' },
  theOthers: { zh: '另一人的密码', en: "the other person's password" },
  later: { zh: '再次提交注册step2 时的密码', en: 'the password of a later step 2' },
}
