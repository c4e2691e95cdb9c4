import type { OptionTable } from '../command-line.ts'
import { dialectOptions } from '../dialect-options.ts'

const whole = { kind: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const
const milliseconds = { ...whole, placeholder: 'MS' } as const
const bytes = { ...whole, placeholder: 'BYTES', minimum: 1 } as const

/** The options of `phone-auth-kit mock`. */
export const mockOptions = {
  port: { ...whole, placeholder: 'PORT', maximum: 65_535, description: 'the port; 0: a free one (6543)' },
  host: { kind: 'text', placeholder: 'HOST', description: 'the address to listen on (127.0.0.1: this machine only)' },
  data: {
    kind: 'text',
    placeholder: 'FILE',
    description: 'keep everything in this file; several servers may share it (in memory)',
  },
  uploads: { kind: 'text', placeholder: 'FOLDER', description: 'keep uploaded images as files of this folder' },
  inbox: { kind: 'flag', description: 'show what would have been sent by SMS: /inbox, and /inbox.json for scripts' },
  people: {
    kind: 'text',
    placeholder: 'FILE',
    description: 'who is registered from the start: a JSON array of {"userId", "password"}',
  },
  snapshot: {
    kind: 'text',
    placeholder: 'FILE',
    description:
      'start from the snapshot in this file, whatever --data holds: the JSON of what backend.snapshot() gives',
  },
  force: {
    kind: 'texts',
    placeholder: 'STATE',
    description: 'make an endpoint answer otherwise, see below; can be given several times',
  },
  seed: { ...whole, placeholder: 'N', description: 'draw codes, tokens and names from this number: foreseeable' },
  'json-log': { kind: 'flag', description: 'log as JSON, one object a line' },
  lang: { kind: 'choice', choices: ['zh', 'en'], description: 'the language of the log (en)' },
  ...dialectOptions,
  'base-path': { kind: 'text', placeholder: 'PATH', description: 'a path in front of those of the document (none)' },
  origin: {
    kind: 'texts',
    placeholder: 'ORIGIN',
    description: 'let pages of this origin call with credentials, and no others; can be given several times (all)',
  },
  phones: {
    kind: 'choice',
    choices: ['elevenDigits', 'mainlandMobile', 'anything'],
    description: 'which phone numbers get a code (elevenDigits)',
  },
  'wrong-code-limit': {
    ...whole,
    minimum: 1,
    placeholder: 'N',
    description: 'which wrong code in a row gets 0005 (5)',
  },
  'lock-length': { ...milliseconds, description: 'how long no code is taken after that (600000)' },
  'resend-interval': { ...milliseconds, description: 'how long a phone gets no second code: 0002 until then (0)' },
  'code-lifetime': { ...milliseconds, description: 'how long a code can be used (600000)' },
  'session-lifetime': { ...milliseconds, description: 'how long a session lasts (1800000)' },
  'upload-limit': { ...bytes, description: 'the largest image (10485760)' },
  'check-images': { kind: 'flag', description: 'refuse uploads that are no whole image with 0006' },
  'path-style': {
    kind: 'choice',
    choices: ['posix', 'windows', 'url'],
    description: 'how the path of an upload is written; url serves it there (posix)',
  },
  'public-origin': {
    kind: 'text',
    placeholder: 'ORIGIN',
    description: 'the scheme, host and port in the URLs of uploads, behind a proxy (where the request was sent to)',
  },
  'failure-message': {
    kind: 'choice',
    choices: ['message', 'mes'],
    description: "the name of sendCode's message when it fails (message)",
  },
  'upload-failure': { kind: 'choice', choices: ['0006', '0004'], description: 'the code of a failed upload (0006)' },
  'no-message': {
    kind: 'choice',
    choices: ['null', 'absent'],
    description: 'whether a reply without a message has a null or no member at all (null)',
  },
  status: {
    kind: 'texts',
    placeholder: 'ENDPOINT.CODE=STATUS',
    description: 'the HTTP status of a result, such as login.0008=401; can be given several times (200)',
  },
  'hash-cost': {
    ...whole,
    minimum: 1,
    maximum: 2 ** 31 - 1,
    placeholder: 'N',
    description: 'iterations of PBKDF2 for a password (10000)',
  },
} as const satisfies OptionTable

/** More lines for the command's help. */
export const mockDetails = [
  'A STATE is ENDPOINT=ANSWER[,times:N][,delay:MS]:',
  '  --force login=0008              every login gets 0008',
  '  --force login=0008,times:1      the next one, then as usual',
  '  --force sendCode=delay:2000     as usual, but after two seconds',
  '  --force uploadAvatar=never      no answer at all',
  '  --force completeRegistration=drop   the connection breaks off',
  'ENDPOINT is sendCode, verifyCode, uploadAvatar, completeRegistration or login.',
] as const
