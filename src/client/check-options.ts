import type { ClientOptions, UploadOptions } from './client-options.ts'

type Name = keyof ClientOptions | keyof UploadOptions | keyof NonNullable<ClientOptions['dialect']>

const kinds = {
  'a number above 0': (value: unknown) => typeof value === 'number' && value > 0,
  'a function': (value: unknown) => typeof value === 'function',
  'a string': (value: unknown) => typeof value === 'string',
  // By its method, because polyfills and other realms have classes of their own.
  'an AbortSignal': (value: unknown) => hasMethods(value, 'addEventListener'),
  // A Headers or a Map has no members of its own, so nothing of it would be sent.
  'a plain object': (value: unknown) => typeof value === 'object' && value !== null && !(Symbol.iterator in value),
  'an object with debug and warn': (value: unknown) => hasMethods(value, 'debug', 'warn'),
  "'cookie' or 'userId'": (value: unknown) => value === 'cookie' || value === 'userId',
  "'form' or 'json'": (value: unknown) => value === 'form' || value === 'json',
  "'response' or 'sms'": (value: unknown) => value === 'response' || value === 'sms',
}

const kindOf: Readonly<Record<Exclude<Name, 'baseUrl'>, keyof typeof kinds>> = {
  timeout: 'a number above 0',
  uploadTimeout: 'a number above 0',
  maxReplyBytes: 'a number above 0',
  fetch: 'a function',
  onRequest: 'a function',
  onReply: 'a function',
  onProgress: 'a function',
  requestIdHeader: 'a string',
  signal: 'an AbortSignal',
  headers: 'a plain object',
  dialect: 'a plain object',
  logger: 'an object with debug and warn',
  linking: "'cookie' or 'userId'",
  body: "'form' or 'json'",
  codeDelivery: "'response' or 'sms'",
}

/** Throws a TypeError if an option of a client is wrong. It names the option and what it must be. */
export function checkClient(options: ClientOptions): void {
  checkBaseUrl(options.baseUrl)
  checkOptions(options, '')
  checkOptions(options.dialect ?? {}, 'dialect.')
}

/** The same for the options of a call. The error's `field` is the option, for the issue of the call. */
export function checkCall(options: object): void {
  checkOptions(options, 'options.')
}

function checkOptions(options: object, owner: string): void {
  for (const [name, kind] of Object.entries(kindOf)) {
    const value = (options as Readonly<Record<string, unknown>>)[name]
    if (value === undefined || kinds[kind](value)) continue
    const field = owner + name
    throw Object.assign(new TypeError(`${field} must be ${kind}`), { field })
  }
}

/** Says what came where an address can't be one. `createClient` refuses what else is wrong with it. */
function checkBaseUrl(given: unknown): void {
  const text = (given as URL | null | undefined)?.href ?? given
  const onPage = globalThis.location !== undefined
  if (typeof text === 'string' && (/^https?:\/\//i.test(text) || (onPage && /^(?:\.*\/|[^.:]+$)/.test(text)))) return
  throw new TypeError(`baseUrl must be an http(s) address, such as 'https://api.example.com', not ${shown(text)}`)
}

/** A text is shown as far as it can't contain a password: a bare word may be one. */
function shown(came: unknown): string {
  if (typeof came !== 'string') return came === null ? 'null' : typeof came
  const [protocol] = /^[a-z]+:\/\//i.exec(came) ?? []
  if (protocol) return `'${protocol}…'`
  return /^(?:(?:localhost|\d+(?:\.\d+){3})(?::\d+)?)?$/.test(came) ? `'${came}'` : 'another text'
}

function hasMethods(value: unknown, ...names: string[]): boolean {
  return names.every((name) => typeof (value as Readonly<Record<string, unknown>> | null)?.[name] === 'function')
}
