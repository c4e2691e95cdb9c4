import type { Words } from '../../report/model/words.ts'

/** The people of a random journey. Their names are their variables in shell lines. */
export const names = ['ann', 'ben'] as const
export type Who = 0 | 1

/** The one beside. */
export function otherOf(who: Who): Who {
  return who === 0 ? 1 : 0
}

/** Which code somebody types. `many` are wrong codes up to the lock, or to the bound of erratum E10. */
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

/** Which password somebody logs in with. `later` is that of a second step 2. */
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

/** One request of a random journey: an operation, who asks, and with what. */
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

/** The action in a few words. */
export function wordsOf(action: Action): Words {
  const name = names[action.who]
  switch (action.does) {
    case 'sendCode':
      return { zh: `${name} 请求验证码`, en: `${name} asks for a code` }
    case 'verifyCode': {
      const { zh, en } = codeWords[action.code]
      return { zh: `${name} 输入${zh}`, en: `${name} gives ${en}` }
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
      return { zh: `${name} 提交 ${fields}`, en: `${name} takes step 2 with ${fields}` }
    }
    case 'login': {
      const { zh, en } = passwordWords[action.password]
      return action.elsewhere
        ? { zh: `${name} 用${zh}登录`, en: `${name} logs in with ${en}` }
        : { zh: `${name} 在注册的会话中用${zh}登录`, en: `${name} logs in with ${en}, in the session that registered` }
    }
  }
}

const codeWords: Readonly<Record<CodeKind, Words>> = {
  right: { zh: '正确的验证码', en: 'the right code' },
  zeroInFront: { zh: '前面多一个 0 的验证码', en: 'the code with a 0 in front' },
  digitBehind: { zh: '后面多一位的验证码', en: 'the code with a digit behind it' },
  blankInFront: { zh: '前面多一个空格的验证码', en: 'the code with a blank in front' },
  threeDigits: { zh: '验证码的前三位', en: 'the first three digits of the code' },
  otherLastDigit: { zh: '末位不同的验证码', en: 'the code with another last digit' },
  otherFirstDigit: { zh: '首位不同的验证码', en: 'the code with another first digit' },
  otherDigits: { zh: '四位都不同的验证码', en: 'a code with four other digits' },
  reversed: { zh: '倒过来的验证码', en: 'the code backwards' },
  sentToTheOther: { zh: '发给另一人的验证码', en: 'the code that the other one was sent' },
  many: { zh: '一个又一个错误的验证码', en: 'one wrong code after the other' },
}

const passwordWords: Readonly<Record<PasswordKind, Words>> = {
  right: { zh: '自己的密码', en: 'the right password' },
  shorter: { zh: '少末位的密码', en: 'the password without its last character' },
  longer: { zh: '多一位的密码', en: 'the password and one character more' },
  firstEight: { zh: '密码的前八位', en: 'the first eight characters of the password' },
  otherCase: { zh: '大小写相反的密码', en: 'the password in the other case' },
  otherEnd: { zh: '末位不同的密码', en: 'the password with another last character' },
  theOthers: { zh: '另一人的密码', en: "the other one's password" },
  later: { zh: '第二次提交的密码', en: 'the password of a later step 2' },
}
