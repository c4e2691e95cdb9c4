import type { ClientOptions, ReplyReport, RequestReport } from './options.ts'

/** Tells hooks and logger, and keeps what they throw away from the call. */
export function observe(options: ClientOptions, report: RequestReport | ReplyReport): void {
  const { endpoint, method, path, requestId } = report
  const { logger } = options
  const line = `${requestId} ${endpoint}: ${method} ${path}`
  if ('kind' in report) {
    const { kind, result = '', durationMs } = report
    const level = kind === 'ok' || kind === 'refused' ? 'debug' : 'warn'
    quietly(() => options.onReply?.(report))
    quietly(() => logger?.[level](`${line} ${kind} ${result} ${durationMs} ms`, report))
  } else {
    quietly(() => options.onRequest?.(report))
    quietly(() => logger?.debug(line, report))
  }
}

/** Calls what the caller gave. It may be async in spite of its type. */
export function quietly(tell: () => unknown): void {
  try {
    Promise.resolve(tell()).catch(() => {})
  } catch {}
}
