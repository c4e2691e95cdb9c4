import type { ClientOptions, ReplyReport, RequestReport } from './client-options.ts'

/** Tells hooks and logger, and keeps what they throw away from the call. */
export function observe({ onRequest, onReply, logger }: ClientOptions, report: RequestReport | ReplyReport): void {
  if (!onRequest && !onReply && !logger) return
  const { endpoint, method, path, requestId } = report
  let line = `${requestId} ${endpoint}: ${method} ${path}`
  let level: 'debug' | 'warn' = 'debug'
  if ('kind' in report) {
    const { kind, result = '', durationMs } = report
    line += ` ${kind} ${result} ${durationMs} ms`
    if (kind !== 'ok' && kind !== 'refused') level = 'warn'
    if (onReply) quietly(() => onReply(report))
  } else if (onRequest) quietly(() => onRequest(report))
  if (logger) quietly(() => logger[level](line, report as ReplyReport))
}

/** Calls what the caller gave, which may be async in spite of its type. */
export function quietly(tell: () => unknown): void {
  ;(async () => tell())().catch(() => {})
}
