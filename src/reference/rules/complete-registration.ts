import { lettersAndDigits, shortestPassword } from '../../contract/patterns.ts'
import type { Settings } from '../reference-settings.ts'
import type { Person, Store, StoredSession, Upload } from '../store/store.ts'
import { hashPassword } from './password-hash.ts'
import type { Random } from './random-bytes.ts'
import type { Answer, Asked, Rules } from './rule.ts'
import { currentSession } from './session-rules.ts'

// 注册step2

/** What 注册step2 decides. */
export interface CompleteRegistrationDecisions {
  isRegisterValue(register: string | undefined): boolean
  /** Whether this session may become a person. */
  mayRegister(session: StoredSession): boolean
  isAcceptablePassword(password: string): boolean
  isAcceptableGender(gender: string): boolean
  isAcceptableNickname(nickname: string): boolean
  /** `upload` is the upload whose name the path ends in. */
  isAcceptableHeadImage(headImage: string, upload: Upload | undefined): boolean
  hashPassword(password: string, random: Random): string | Promise<string>
  personOf(session: StoredSession, details: PersonDetails, now: number): Person
  /** Keeps the person. False: the phone was registered before, and stays as it was. */
  register(person: Person, store: Store): boolean | Promise<boolean>
  /** The session once its person is registered. */
  afterRegistering(session: StoredSession): StoredSession
}

/** What somebody says of themselves. Empty fields count as not said. */
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

    // The code has to be right before anybody is registered: it is what the code is for.
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

    // | headImage | 头像完整路径名 | N | sring | | |: what an upload returned (E22).
    isAcceptableHeadImage: (headImage, upload) =>
      headImage === '' ? empty() : upload?.path === headImage || settings.unknownHeadImage === 'accept',

    hashPassword: (password, random) => hashPassword(password, settings.hashCost, random),

    // Step 2 names no user (E06): the person is the one whose phone the session verified.
    personOf: ({ userId }, details, now) => ({ userId, ...details, registeredAt: now }),

    // A phone is registered once (E15), whoever is first.
    register: (person, store) => store.addPerson(person),

    afterRegistering: (session) => ({ ...session, verified: false }),
  }
}

/** 接受用户信息 */
export async function completeRegistration(asked: Asked, rules: Rules): Promise<Answer<'completeRegistration'>> {
  const { decisions, store, random } = rules
  const { fields } = asked
  const session = await currentSession(asked, rules)
  const unknownError = (reason: string): Answer<'completeRegistration'> => ({
    result: '0006',
    message: null,
    reason,
    ...(session && { userId: session.userId }),
  })
  const password = fields.get('password')
  if (!fields.get('register') || !password)
    return { ...unknownError(`${password ? 'register' : 'password'} is missing`), isMissing: true }
  if (!decisions.isRegisterValue(fields.get('register'))) return unknownError('register is not "1"')
  if (!session) return unknownError('no session: sendCode and verifyCode come first')
  if (!decisions.mayRegister(session)) return unknownError('the phone is not verified, or registered already')

  const gender = fields.get('gender')
  const nickname = fields.get('nickname')
  const headImage = fields.get('headImage')
  if (!decisions.isAcceptablePassword(password)) return unknownError('the password breaks its rule')
  if (gender !== undefined && !decisions.isAcceptableGender(gender)) return unknownError('gender is not "0" or "1"')
  if (nickname !== undefined && !decisions.isAcceptableNickname(nickname)) return unknownError('nickname is refused')
  if (headImage !== undefined && !decisions.isAcceptableHeadImage(headImage, await uploadOf(headImage, store)))
    return unknownError('headImage is not a path that an upload returned')

  const passwordHash = await decisions.hashPassword(password, random)
  const details = {
    passwordHash,
    gender: gender || null,
    nickname: nickname || null,
    headImage: headImage || null,
  }
  if (!(await decisions.register(decisions.personOf(session, details, rules.now()), store)))
    return unknownError('the phone is registered already')
  await store.updateSession(session.id, (latest) => ({
    // Another code may have been asked for while the password was hashed: then the session is about that one.
    session: latest?.codeSentAt === session.codeSentAt ? decisions.afterRegistering(latest) : latest,
    result: undefined,
  }))
  return { result: '0000', message: null, reason: 'the person is registered', userId: session.userId }
}

function uploadOf(path: string, store: Store): Upload | undefined | Promise<Upload | undefined> {
  const name = path.split(/[/\\]/).at(-1)
  return name ? store.upload(name) : undefined
}
