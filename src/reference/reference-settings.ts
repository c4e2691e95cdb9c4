import { type Dialect, dialectOf } from '../contract/dialect.ts'
import type { CookieOptions, ReferenceOptions } from './reference-options.ts'
import { maxHashCost } from './rules/password-hash.ts'

/** The options without a default. */
type Undefaulted = 'operations' | 'publicOrigin' | 'resendStatus' | 'seed' | 'store' | 'onExchange'

/** Options that all have a value. */
type Complete<Options> = { readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> }

/** The options, with every default filled in. */
export interface Settings extends Complete<Omit<ReferenceOptions, Undefaulted | 'dialect' | 'cookie'>> {
  readonly resendStatus: number | undefined
  readonly publicOrigin: string | undefined
  readonly dialect: Dialect
  readonly cookie: Complete<CookieOptions>
}

const minute = 60_000

/**
 * Fills in the defaults.
 *
 * @throws TypeError or RangeError where a value is invalid.
 */
export function settingsOf(options: ReferenceOptions): Settings {
  const pathStyle = options.pathStyle ?? 'posix'
  // Looked up at each call: a test's fake timers replace the clock.
  const now = options.now ?? (() => Date.now())
  const settings: Settings = {
    dialect: dialectOf(options.dialect),
    anyBody: options.anyBody ?? false,
    phones: options.phones ?? 'elevenDigits',
    resendInterval: options.resendInterval ?? 0,
    resendStatus: options.resendStatus,
    newCodeUndoesVerification: options.newCodeUndoesVerification ?? true,
    codeLifetime: options.codeLifetime ?? 10 * minute,
    codeWorksOnce: options.codeWorksOnce ?? true,
    sessionLifetime: options.sessionLifetime ?? 30 * minute,
    wrongCodeLimit: options.wrongCodeLimit ?? 5,
    lockLength: options.lockLength ?? 10 * minute,
    rightCodeWhileLocked: options.rightCodeWhileLocked ?? 'refusal',
    uploadNeeds: options.uploadNeeds ?? 'nothing',
    uploadWithoutImage: options.uploadWithoutImage ?? 'success',
    uploadLimit: options.uploadLimit ?? 10 * 2 ** 20,
    checkImages: options.checkImages ?? false,
    uploadFolder: options.uploadFolder ?? '/var/lib/phone-auth-kit/uploads',
    pathStyle,
    publicOrigin: options.publicOrigin?.replace(/\/+$/, ''),
    serveUploads: options.serveUploads ?? pathStyle === 'url',
    unknownHeadImage: options.unknownHeadImage ?? 'refuse',
    otherGenders: options.otherGenders ?? 'refuse',
    emptyFields: options.emptyFields ?? 'accept',
    nicknameLimit: options.nicknameLimit ?? 64,
    emojiNicknames: options.emojiNicknames ?? true,
    passwordLimit: options.passwordLimit ?? 256,
    otherPasswordCharacters: options.otherPasswordCharacters ?? true,
    hashCost: options.hashCost ?? 10_000,
    failureMessageName: options.failureMessageName ?? 'message',
    uploadFailure: options.uploadFailure ?? '0006',
    noMessage: options.noMessage ?? 'null',
    missingParameter: options.missingParameter ?? 'failure',
    statuses: options.statuses ?? {},
    basePath: basePathOf(options.basePath ?? ''),
    cookie: {
      name: options.cookie?.name ?? 'phone-auth-session',
      sameSite: options.cookie?.sameSite ?? 'Lax',
      secure: options.cookie?.secure ?? false,
    },
    origins: options.origins ?? 'loopback',
    bodyLimit: options.bodyLimit ?? 64 * 2 ** 10,
    fieldLimit: options.fieldLimit ?? 4096,
    serveInbox: options.serveInbox ?? false,
    now: () => Math.floor(now()),
    people: options.people ?? [],
  }
  check(settings)
  return settings
}

function basePathOf(given: string): string {
  const path = given.replace(/\/+$/, '')
  return path === '' || path.startsWith('/') ? path : `/${path}`
}

/** The options that are whole numbers, and their minimum. */
const minimums = {
  wrongCodeLimit: 1,
  nicknameLimit: 1,
  passwordLimit: 8,
  hashCost: 1,
  uploadLimit: 1,
  bodyLimit: 1,
  fieldLimit: 1,
} as const

const durations = ['resendInterval', 'codeLifetime', 'sessionLifetime', 'lockLength'] as const

function check(settings: Settings): void {
  for (const [name, minimum] of Object.entries(minimums)) {
    const value = settings[name as keyof typeof minimums]
    if (!Number.isInteger(value) || value < minimum)
      throw new RangeError(`${name} must be a whole number of ${minimum} or more, not ${value}`)
  }
  if (settings.hashCost > maxHashCost) throw new RangeError(`hashCost must be ${maxHashCost} or less`)
  for (const name of durations) {
    const value = settings[name]
    if (!(value >= 0)) throw new RangeError(`${name} must be 0 or more milliseconds, not ${value}`)
  }
  const statuses = Object.values(settings.statuses).flatMap((byResult) => Object.values(byResult))
  for (const status of [...statuses, settings.resendStatus ?? 200])
    if (!carriesReply(status))
      throw new RangeError(`status ${status} cannot carry a reply; use 200 to 299 or 400 to 599, but not 204 or 205`)
  const { origins, publicOrigin = 'http://any', basePath } = settings
  if (!/^(?:\/[\w.~!$&'()*+,=:@%-]+)*$/.test(basePath))
    throw new TypeError(`basePath: ${JSON.stringify(basePath)} is not a valid path of a URL`)
  // A browser sends scheme, host and port only, so anything longer would never match.
  for (const origin of typeof origins === 'string' ? [] : origins)
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/i.test(origin) && origin !== 'null')
      throw new TypeError(`origins: ${JSON.stringify(origin)} is not an origin; write it like http://localhost:5173`)
  if (!/^https?:\/\/[^/?#]+/i.test(publicOrigin))
    throw new TypeError(`publicOrigin: ${JSON.stringify(publicOrigin)} needs a scheme, such as https://, and a host`)
  for (const { userId, password } of settings.people) {
    if (!/^[0-9]{11}$/.test(userId)) throw new TypeError('people: a userId must be 11 digits')
    if (password === '') throw new TypeError('people: a password must not be empty')
  }
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(settings.cookie.name))
    throw new TypeError('cookie.name is not a valid cookie name')
  if (settings.cookie.sameSite === 'None' && !settings.cookie.secure)
    throw new TypeError("cookie.sameSite 'None' needs cookie.secure: browsers ignore the cookie otherwise")
}

/** Whether an HTTP status can carry a reply. */
export function carriesReply(status: number): boolean {
  const hasBody = (status >= 200 && status < 300 && status !== 204 && status !== 205) || (status >= 400 && status < 600)
  return hasBody && Number.isInteger(status)
}
