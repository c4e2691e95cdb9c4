import type { Dialect } from '../../contract/dialect.ts'
import { addressOf, type Part } from '../http/request.ts'
import type { Step } from '../http/step.ts'
import { joined, plain, type Value } from '../http/value.ts'
import { neighbours } from '../state/phones.ts'

/** What shell lines depend on in a run. */
export interface CurlSettings {
  readonly baseUrl: URL
  readonly dialect: Dialect
  /** The time limit of one request, in seconds. */
  readonly seconds: number
  /** The user's headers, masked unless `showSecrets` is set. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Whether numbers are drawn. If so, the lines draw their own and can be run again. */
  readonly phones: 'drawn' | 'given'
  /** Whether the reply to sendCode contains the code. */
  readonly codes: 'reply' | 'source'
  readonly mask: (value: Value) => string
}

/** The shell lines (bash and curl) for these steps, in order. The last request also prints the response headers. */
export function curlLines(steps: readonly Step[], settings: CurlSettings): string[] {
  const jars = settings.dialect.linking === 'cookie' ? [...new Set(steps.map(({ session }) => session.file))] : []
  const lines = jars.length > 0 ? [`rm -f ${jars.join(' ')}`] : []
  const last = steps.at(-1)
  const known = new Set<string>()
  const before = (key: string, line: string) => {
    if (line === '' || known.has(key)) return
    known.add(key)
    lines.push(line)
  }
  for (const [index, step] of steps.entries()) {
    for (const value of valuesOf(step)) {
      const name = /^\$\{?([a-z]+)\}?$/.exec(value.shell)?.[1]
      if (name) before(name, phoneLine(name, value, settings, isTakenForAnother(last) && known.has('alice')))
    }
    for (const part of step.request.parts ?? []) if ('file' in part) before(part.file.localName, part.file.make)
    lines.push(...requestLines(step, index === steps.length - 1, settings))
  }
  return lines
}

function valuesOf({ request }: Step): Value[] {
  return [
    ...(request.fields ?? []).map(([, value]) => value),
    ...(request.headers ?? []).map(([, value]) => value),
    ...(request.parts ?? []).flatMap((part) => ('value' in part ? [part.value] : [])),
  ]
}

/** Whether a fresh number is said to be registered. Then its similarity to another number may be the cause. */
export function isTakenForAnother(step: Step | undefined): boolean {
  return step?.endpoint === 'sendCode' && step.result === '0001' && (step.session.owner ?? '') in neighbours
}

function phoneLine(name: string, value: Value, { phones, mask }: CurlSettings, similar: boolean): string {
  const neighbour = neighbours[name]
  if (phones === 'drawn' && similar && neighbour) return `${name}=${neighbour.shell}`
  return phones === 'drawn'
    ? `${name}=13$((RANDOM % 9000 + 1000))$((RANDOM % 90000 + 10000))`
    : `${name}=${mask(value)}`
}

function requestLines(step: Step, last: boolean, settings: CurlSettings): string[] {
  const { request, session, endpoint } = step
  const { operation } = request
  const { baseUrl, dialect, headers, seconds } = settings
  const words = ['curl', last ? '-isS' : '-sS', '-m', String(Math.ceil(seconds))]
  // Some backends compress replies without being asked.
  if (step.answer.kind === 'reply' && step.answer.headers.some(([name]) => /^content-encoding$/i.test(name)))
    words.push('--compressed')
  if (dialect.linking === 'cookie') words.push('-b', session.file, '-c', session.file)
  for (const [name, value] of headers) words.push('-H', quoted(plain(`${name}: ${value}`)))
  for (const [name, value] of request.headers ?? []) words.push('-H', quoted(joined(`${name}: `, value)))
  const fields = request.fields ?? []
  if (operation.encoding === 'query') {
    if (fields.length > 0) words.push('-G')
    if (operation.method === 'POST') words.push('-X', 'POST')
    for (const [name, value] of fields) words.push('--data-urlencode', quoted(named(name, value)))
  } else if (request.parts) {
    for (const part of request.parts) words.push(...partWords(part))
  } else if ((request.body ?? dialect.body) === 'json') {
    const json = fields.map(([name, value]) => `${JSON.stringify(name)}:${jsonShell(value)}`).join(',')
    words.push('-H', "'Content-Type: application/json'", '-d', `"{${json.replaceAll('"', '\\"')}}"`)
  } else if (fields.length === 0) words.push('-d', "''")
  else for (const [name, value] of fields) words.push('--data-urlencode', quoted(named(name, value)))
  words.push(`'${addressOf(operation, baseUrl).href.replaceAll("'", '%27')}'`)
  const command = words.join(' ')
  const owner = session.owner
  if (last || owner === undefined) return [last ? command : `${command}; echo`]
  if (endpoint === 'sendCode' || request.sendsCode) {
    if (settings.codes === 'source') return [`${command}; echo`, `read -r -p 'code sent to ${owner}: ' ${owner}_code`]
    return taking(`${owner}_code`, command)
  }
  if (endpoint === 'login') return taking(`${owner}_token`, command)
  if (endpoint === 'uploadAvatar') return taking(`${owner}_path`, command)
  return [`${command}; echo`]
}

function taking(name: string, command: string): string[] {
  return [`reply=$(${command}); echo "$reply"`, `${name}=$(printf %s "$reply" | ${messageOf})`]
}

/** Extracts `message` from a reply and removes its JSON escapes. */
const messageOf = String.raw`sed -n 's/.*"message" *: *"\{0,1\}\([^",}]*\).*/\1/p' | sed 's#\\\([\\/]\)#\1#g'`

function named(name: string, value: Value): Value {
  return { text: `${name}=${value.text}`, shell: `${name}=${value.shell}` }
}

function quoted(value: Value): string {
  return `"${value.shell}"`
}

/** A value inside a JSON body. Variables need no escapes: codes, numbers, tokens and paths. */
function jsonShell(value: Value): string {
  return /(?<!\\)\$/.test(value.shell) ? `"${value.shell}"` : JSON.stringify(value.text).replace(/[$`\\]/g, '\\$&')
}

function partWords(part: Part): string[] {
  if ('value' in part) return ['--form-string', quoted(named(part.name, part.value))]
  // The name stands between single quotes, so a single quote in it has to be escaped.
  const name = part.filename.replace(/["\\]/g, '\\$&').replaceAll("'", "'\\''")
  return ['-F', `'${part.name}=@${part.file.localName};type=${part.file.type};filename="${name}"'`]
}
