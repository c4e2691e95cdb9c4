import type { ClientOptions, ReplyReport, RequestReport } from './client-options.ts'

/** Calls the hooks and the logger, and keeps their errors away from the call. */
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

/** Calls a function of the caller's and ignores its errors. It may be async despite its type. */
export function quietly(tell: () => unknown): void {
  ;(async () => tell())().catch(() => {})
}
