import { type Dialect, dialectOf } from '../contract/dialect.ts'
import type { CookieOptions, ReferenceOptions } from './reference-options.ts'
import { highestCost } from './rules/password-hash.ts'

/** What a backend cannot do without a value of its own for. */
type LeftOpen = 'publicOrigin' | 'resendStatus' | 'seed' | 'store' | 'onExchange'

/** Options of which none is left open. */
type Decided<Options> = { readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> }

/** The options with every default filled in. */
export interface Settings extends Decided<Omit<ReferenceOptions, LeftOpen | 'dialect' | 'cookie'>> {
  readonly resendStatus: number | undefined
  readonly publicOrigin: string | undefined
  readonly dialect: Dialect
  readonly cookie: Decided<CookieOptions>
}

const minute = 60_000

/** The names of the document are taken as they are; what stands for no choice at all is an error. */
export function settingsOf(options: ReferenceOptions): Settings {
  const pathStyle = options.pathStyle ?? 'posix'
  // Looked up at each call, since a test's fake timers put another clock in its place.
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
    origins: options.origins ?? 'all',
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

const wholeNumbers = {
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
  for (const [name, least] of Object.entries(wholeNumbers)) {
    const value = settings[name as keyof typeof wholeNumbers]
    if (!Number.isInteger(value) || value < least)
      throw new RangeError(`${name} must be a whole number of ${least} or more, not ${value}`)
  }
  if (settings.hashCost > highestCost) throw new RangeError(`hashCost must be ${highestCost} or less`)
  for (const name of durations) {
    const value = settings[name]
    if (!(value >= 0)) throw new RangeError(`${name} must be 0 or more milliseconds, not ${value}`)
  }
  const statuses = Object.values(settings.statuses).flatMap((byResult) => Object.values(byResult))
  for (const status of [...statuses, settings.resendStatus ?? 200])
    if (!carriesReply(status))
      throw new RangeError(
        `status ${status} cannot carry a reply; take one of 200 to 299 or 400 to 599, not 204 or 205`,
      )
  const { origins, publicOrigin = 'http://any', basePath } = settings
  if (!/^(?:\/[\w.~!$&'()*+,=:@%-]+)*$/.test(basePath))
    throw new TypeError(`basePath: ${JSON.stringify(basePath)} is no path as an address has it`)
  // A browser never sends more than scheme, host and port, so a longer one would never be let in.
  for (const origin of typeof origins === 'string' ? [] : origins)
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/i.test(origin) && origin !== 'null')
      throw new TypeError(`origins: ${JSON.stringify(origin)} is no origin; write it like http://localhost:5173`)
  if (!/^https?:\/\/[^/?#]+/i.test(publicOrigin))
    throw new TypeError(`publicOrigin: ${JSON.stringify(publicOrigin)} has no scheme, such as https://, or no host`)
  for (const { userId, password } of settings.people) {
    if (!/^[0-9]{11}$/.test(userId)) throw new TypeError('people: a userId is 11 digits')
    if (password === '') throw new TypeError('people: a password is not empty')
  }
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(settings.cookie.name)) throw new TypeError('cookie.name is no cookie name')
  if (settings.cookie.sameSite === 'None' && !settings.cookie.secure)
    throw new TypeError("cookie.sameSite 'None' needs cookie.secure: browsers ignore it otherwise")
}

function carriesReply(status: number): boolean {
  const hasBody = (status >= 200 && status < 300 && status !== 204 && status !== 205) || (status >= 400 && status < 600)
  return hasBody && Number.isInteger(status)
}
