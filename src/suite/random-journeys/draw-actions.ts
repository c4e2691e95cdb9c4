import { type Arbitrary, constant, constantFrom, oneof, option, record, string, tuple } from 'fast-check'
import { type Action, codeKinds, passwordKinds, type Who } from './action.ts'

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'

/** 8 to 32 letters and digits, at least one of each (erratum E24). */
const goodPasswords = tuple(
  constantFrom(...letters),
  constantFrom(...digits),
  oneof(
    string({ unit: constantFrom(...letters, ...digits), minLength: 6, maxLength: 10, size: 'max' }),
    string({ unit: constantFrom(...letters, ...digits), minLength: 16, maxLength: 30, size: 'max' }),
  ),
).map((parts) => parts.join(''))

/** Each violates one part of 至少8位, 同时包括字母和数字. */
const badPasswords = constantFrom('abcdef7', '12345678', 'abcdefgh')

/** One to eight code points (erratum E23). */
const nicknames = constantFrom('小明', '王', '王小明和李小红们', 'Ann', 'B2', '小Ann')

const filenames = constantFrom('avatar.png', '头像 1.png', 'photo.JPG')

/** Any of the five operations with documented fields. Only some make sense at any one time. */
export function actionsOf(people: number): Arbitrary<Action> {
  const who = constantFrom<Who[]>(...([0, 1] as const).slice(0, people))
  return oneof(
    { weight: 3, arbitrary: record({ does: constant('sendCode' as const), who }) },
    {
      weight: 3,
      arbitrary: record({ does: constant('verifyCode' as const), who, code: constant('right' as const) }),
    },
    { weight: 3, arbitrary: record({ does: constant('verifyCode' as const), who, code: constantFrom(...codeKinds) }) },
    {
      weight: 1,
      arbitrary: record({
        does: constant('uploadAvatar' as const),
        who,
        image: constantFrom('png' as const, 'jpeg' as const),
        filename: filenames,
      }).map((action) => ({ ...action, filename: withEnd(action.filename, action.image) })),
    },
    {
      weight: 4,
      arbitrary: record({
        does: constant('completeRegistration' as const),
        who,
        password: oneof({ weight: 5, arbitrary: goodPasswords }, { weight: 1, arbitrary: badPasswords }),
        headImage: constantFrom(false, true),
        gender: option(constantFrom('0' as const, '1' as const), { nil: undefined }),
        nickname: option(nicknames, { nil: undefined }),
      }),
    },
    {
      weight: 5,
      arbitrary: record({
        does: constant('login' as const),
        who,
        password: oneof(constant('right' as const), constantFrom(...passwordKinds)),
        elsewhere: constantFrom(true, false),
      }),
    },
  )
}

/** A file name with the extension of its type (erratum E21). */
function withEnd(filename: string, image: 'png' | 'jpeg'): string {
  return filename.replace(/\.\w+$/, image === 'png' ? '.png' : '.jpg')
}
