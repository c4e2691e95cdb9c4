import { joinBytes } from '../../http/join-bytes.ts'
import type { Words } from '../../report/model/words.ts'

/**
 * Sends one request: the runtime's fetch, or an injected one. It does not take a `Request`, because fetch makes its own,
 * and each additional one copies the body through a stream.
 */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>

/** Why there is no complete reply. */
export type FailureKind = 'timeout' | 'unreachable' | 'broken' | 'aborted' | 'endless'

/** A reply as received, or why there is none. */
export type Answer =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly headers: readonly (readonly [name: string, value: string])[]
      readonly body: Uint8Array
      /** Whether the reply is a redirect. Browsers hide its target. */
      readonly redirect: boolean
    }
  | {
      readonly kind: 'failure'
      readonly failure: FailureKind
      readonly words: Words
    }

/** The suite stops reading a reply that is longer than this. The contract allows 1 MiB. */
export const readLimit = 8 * 1024 * 1024

/** Options of {@link send}. */
export interface SendOptions {
  readonly fetch: Fetch
  /** The time allowed for the complete reply, in milliseconds. */
  readonly timeout: number
  /** Aborted when the run ends. */
  readonly signal: AbortSignal
}

/** Sends a request once and reads the reply, within the timeout and the size limit. Never rejects. */
export async function send(url: URL, init: RequestInit, { fetch, timeout, signal }: SendOptions): Promise<Answer> {
  if (signal.aborted) return failure('aborted')
  const ended = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    ended.abort()
  }, timeout)
  const onAbort = () => ended.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  // An injected fetch may ignore the signal, so the wait itself is bounded too.
  const over = new Promise<never>((_, reject) => {
    ended.signal.addEventListener('abort', () => reject(new Error('over')), { once: true })
  })
  over.catch(() => {})
  let read = 0
  try {
    const response = await Promise.race([fetch(url, { ...init, signal: ended.signal }), over])
    const body = await Promise.race([readBody(response, (bytes) => (read += bytes)), over])
    if (body === undefined) {
      ended.abort()
      return failure('endless')
    }
    return {
      kind: 'reply',
      status: response.status,
      headers: [...response.headers].map(([name, value]) => [name, value] as const),
      body,
      redirect:
        response.type === 'opaqueredirect' ||
        (response.status >= 300 && response.status < 400 && response.headers.has('location')),
    }
  } catch (error) {
    // Closes the connection if it is still open.
    ended.abort()
    if (timedOut) return failure('timeout', { timeout, read })
    if (signal.aborted) return failure('aborted')
    return isUnreachable(error) ? failure('unreachable') : failure('broken', { read })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

async function readBody(response: Response, onBytes: (count: number) => void): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.byteLength
    onBytes(value.byteLength)
    if (length > readLimit) {
      reader.cancel().catch(() => {})
      return undefined
    }
  }
  return joinBytes(chunks)
}

/** Error codes of Node, Bun and Deno for a connection that could not be made. */
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ConnectionRefused',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

function isUnreachable(error: unknown): boolean {
  for (let depth = 0, each = error; depth < 5 && typeof each === 'object' && each !== null; depth++) {
    if ('code' in each && typeof each.code === 'string' && unreachableCodes.has(each.code)) return true
    // Fetch itself refuses some ports.
    if ('message' in each && each.message === 'bad port') return true
    const errors = 'errors' in each && Array.isArray(each.errors) ? each.errors : []
    if (errors.some(isUnreachable)) return true
    each = 'cause' in each ? each.cause : undefined
  }
  return false
}

/** An answer that never came about, in words. */
export function failure(kind: FailureKind, detail: { timeout?: number; read?: number } = {}): Answer {
  const seconds = (detail.timeout ?? 0) / 1000
  const bytes = detail.read ?? 0
  const words: Record<FailureKind, Words> = {
    timeout: {
      zh: `${seconds} 秒内没有收到完整的响应（已收到响应体 ${bytes} 字节）`,
      en: `no complete reply within ${seconds} s (${bytes} bytes of the body received)`,
    },
    unreachable: { zh: '无法连接', en: 'could not connect' },
    broken: {
      zh: `连接中断，没有收到完整的响应（已收到响应体 ${bytes} 字节）`,
      en: `the connection broke before the reply was complete (${bytes} bytes of the body received)`,
    },
    aborted: { zh: '测试运行已结束', en: 'the run had ended' },
    endless: {
      zh: `响应超过 ${readLimit / 1024 / 1024} MiB，其余部分未读取`,
      en: `a reply longer than ${readLimit / 1024 / 1024} MiB; the rest was not read`,
    },
  }
  return { kind: 'failure', failure: kind, words: words[kind] }
}
