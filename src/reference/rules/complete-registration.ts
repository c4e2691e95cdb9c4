import { lettersAndDigits, shortestPassword } from '../../contract/patterns.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { Settings } from '../reference-settings.ts'
import type { Person, Store, StoredSession, Upload } from '../store/store.ts'
import { hashPassword } from './password-hash.ts'
import type { Random } from './random-bytes.ts'
import type { Answer, OperationRule } from './rule.ts'
import { currentSession, type SessionDecisions } from './sessions.ts'

// 注册step2

/** The decisions of 注册step2. */
export interface CompleteRegistrationDecisions {
  isRegisterValue(register: string | undefined): boolean
  /** Whether this session may register its phone. */
  mayRegister(session: StoredSession): boolean
  isAcceptablePassword(password: string): boolean
  isAcceptableGender(gender: string): boolean
  isAcceptableNickname(nickname: string): boolean
  /** `upload` is the upload named by the last segment of the path. */
  isAcceptableHeadImage(headImage: string, upload: Upload | undefined): boolean
  hashPassword(password: string, random: Random): string | Promise<string>
  personOf(session: StoredSession, details: PersonDetails, now: number): Person
  /** Adds the person. Returns false where the phone is registered already; that person stays unchanged. */
  register(person: Person, store: Store): boolean | Promise<boolean>
  /** The session after its phone was registered. */
  afterRegistering(session: StoredSession): StoredSession
}

/** What a person tells about themselves. An empty field counts as absent. */
export interface PersonDetails {
  readonly passwordHash: string
  readonly gender: string | null
  readonly nickname: string | null
  readonly headImage: string | null
}

export function documentedCompleteRegistration(settings: Settings): CompleteRegistrationDecisions {
  const empty = () => settings.emptyFields === 'accept'
  return {
    // | register | | Y | string | | 修饰视图，值为"1" |
    isRegisterValue: (register) => register === '1',

    // Registering needs a verified phone: that is what the code is for.
    mayRegister: (session) => session.verified,

    // | password | 密码 | Y | string | 至少8位 | 同时包括字母和数字 |
    isAcceptablePassword: (password) =>
      password.length >= shortestPassword &&
      password.length <= settings.passwordLimit &&
      lettersAndDigits.test(password) &&
      (settings.otherPasswordCharacters || /^[A-Za-z0-9]*$/.test(password)),

    // | gender | 性别 | N | string | | “0”：女  ； “1”：男 |
    isAcceptableGender: (gender) =>
      gender === '' ? empty() : gender === '0' || gender === '1' || settings.otherGenders === 'accept',

    // | nickname | 昵称 | N | string | | |
    isAcceptableNickname: (nickname) => {
      if (nickname === '') return empty()
      const characters = [...nickname]
      if (characters.length > settings.nicknameLimit) return false
      return settings.emojiNicknames || characters.every((character) => character.length === 1)
    },

    // | headImage | 头像完整路径名 | N | sring | | |: a path that an upload returned (E22).
    isAcceptableHeadImage: (headImage, upload) =>
      headImage === '' ? empty() : upload?.path === headImage || settings.unknownHeadImage === 'accept',

    hashPassword: (password, random) => hashPassword(password, settings.hashCost, random),

    // Step 2 names no user (E06): the session knows the verified phone.
    personOf: ({ userId }, details, now) => ({ userId, ...details, registeredAt: now }),

    // A phone is registered once (E15): the first to arrive wins.
    register: (person, store) => store.addPerson(person),

    afterRegistering: (session) => ({ ...session, verified: false }),
  }
}

/** 接受用户信息 */
export const completeRegistration: OperationRule<
  ResultOf<'completeRegistration'>,
  CompleteRegistrationDecisions & SessionDecisions
> = {
  refusal: '0006',

  answer: async (request, context) => {
    const { decisions, store, random } = context
    const { fields } = request
    const session = await currentSession(request, context)
    const unknownError = (reason: string): Answer<'0006'> => ({
      result: '0006',
      message: null,
      reason,
      ...(session && { userId: session.userId }),
    })
    const password = fields.get('password')
    if (!fields.get('register') || !password)
      return { ...unknownError(`${password ? 'register' : 'password'} is missing`), isMissing: true }
    if (!decisions.isRegisterValue(fields.get('register'))) return unknownError('register is not "1"')
    if (!session) return unknownError('no session: call sendCode and verifyCode first')
    if (!decisions.mayRegister(session)) return unknownError('the phone is not verified, or is already registered')

    const gender = fields.get('gender')
    const nickname = fields.get('nickname')
    const headImage = fields.get('headImage')
    if (!decisions.isAcceptablePassword(password)) return unknownError('the password is not acceptable')
    if (gender !== undefined && !decisions.isAcceptableGender(gender)) return unknownError('gender is not "0" or "1"')
    if (nickname !== undefined && !decisions.isAcceptableNickname(nickname))
      return unknownError('the nickname is not acceptable')
    if (headImage !== undefined && !decisions.isAcceptableHeadImage(headImage, await uploadAt(headImage, store)))
      return unknownError('headImage is not a path that an upload returned')

    const details = {
      passwordHash: await decisions.hashPassword(password, random),
      gender: gender || null,
      nickname: nickname || null,
      headImage: headImage || null,
    }
    if (!(await decisions.register(decisions.personOf(session, details, context.now()), store)))
      return unknownError('the phone is already registered')
    await store.updateSession(session.id, (latest) => ({
      // While the password was hashed, the visitor may have asked for another code. Leave that session as it is.
      session: latest?.codeSentAt === session.codeSentAt ? decisions.afterRegistering(latest) : latest,
      result: undefined,
    }))
    return { result: '0000', message: null, reason: 'the phone is registered', userId: session.userId }
  },
}

function uploadAt(path: string, store: Store): Upload | undefined | Promise<Upload | undefined> {
  const name = path.split(/[/\\]/).at(-1)
  return name ? store.upload(name) : undefined
}
