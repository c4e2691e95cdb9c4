import type { Settings } from '../reference-settings.ts'
import { type FormPart, parseMultipart } from './parse-multipart.ts'
import type { Incoming } from './wire.ts'

/** The parameters of a request, by their wire name. If one is sent twice, the first counts. */
export type Fields = ReadonlyMap<string, string>

/** Why a request cannot be read: it is too long, or its body is of another type than the operation takes. */
export type Unreadable = 'too long' | 'unreadable'

/** More than any operation needs, and still cheap to keep. */
const maxFields = 64

const utf8 = /* @__PURE__ */ new TextDecoder()

/** Reads the parameters of a query. */
export function queryFields(query: string, settings: Settings): Fields | Unreadable {
  if (query.length > settings.bodyLimit) return 'too long'
  return limited(new URLSearchParams(query), settings)
}

/** Reads the parameters of a form or JSON body, as the dialect declares (erratum E12). */
export async function bodyFields(incoming: Incoming, settings: Settings): Promise<Fields | Unreadable> {
  const bytes = await incoming.body(settings.bodyLimit)
  if (bytes === null) return 'too long'
  const text = utf8.decode(bytes)
  const type = mediaType(incoming.header('content-type'))
  const takes = (encoding: 'form' | 'json') => settings.anyBody || settings.dialect.body === encoding
  if (type === 'application/json' || type.endsWith('+json')) {
    if (!takes('json')) return 'unreadable'
    const members = membersOf(text)
    return members ? limited(members, settings) : 'unreadable'
  }
  if (type === 'application/x-www-form-urlencoded' && takes('form')) return limited(new URLSearchParams(text), settings)
  return 'unreadable'
}

/** Reads the parts of a multipart body. */
export async function multipartFields(
  incoming: Incoming,
  settings: Settings,
): Promise<readonly FormPart[] | Unreadable> {
  // `uploadLimit` is for the image. Boundaries and other parts may be as long as any other body.
  const bytes = await incoming.body(settings.uploadLimit + settings.bodyLimit)
  if (bytes === null) return 'too long'
  const type = incoming.header('content-type') ?? ''
  if (mediaType(type) !== 'multipart/form-data') return 'unreadable'
  const parts = parseMultipart(bytes, type, maxFields) ?? 'unreadable'
  const isTooLong = ({ filename, bytes }: FormPart) => filename !== undefined && bytes.length > settings.uploadLimit
  return parts !== 'unreadable' && parts.some(isTooLong) ? 'too long' : parts
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** The string members of a flat JSON object; other members count as not sent. */
function membersOf(text: string): [string, string][] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  } catch {
    return undefined
  }
}

function limited(entries: Iterable<[string, string]>, settings: Settings): Fields | Unreadable {
  const fields = new Map<string, string>()
  let count = 0
  for (const [name, value] of entries) {
    count += 1
    if (count > maxFields || name.length > settings.fieldLimit || value.length > settings.fieldLimit) return 'too long'
    if (!fields.has(name)) fields.set(name, value)
  }
  return fields
}
