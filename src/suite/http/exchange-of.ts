import type { Exchange } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { Masker } from './masker.ts'
import type { Operation } from './operation.ts'
import type { HttpRequest } from './request.ts'
import type { Answer } from './send.ts'

/** A request that was sent, and its answer. */
export interface Exchanged {
  readonly operation: Operation
  readonly httpRequest: HttpRequest
  /** The headers of the request. */
  readonly sent: readonly (readonly [name: string, value: string])[]
  readonly answer: Answer
  /** The body of the reply, decoded. */
  readonly text: string
  readonly durationMs: number
}

/** An exchange as a report shows it, with secrets masked. */
export function exchangeOf(
  { operation, httpRequest, sent, answer, text, durationMs }: Exchanged,
  masker: Masker,
  say: (words: Words) => string,
): Exchange {
  const { url, body } = httpRequest.shown((value) => masker.value(value))
  const shown = ([name, value]: readonly [string, string]) => [name, masker.header(name, value)] as const
  return {
    request: { method: httpRequest.method, url, headers: sent.map(shown), ...(body !== undefined && { body }) },
    ...(answer.kind === 'failure'
      ? { failure: say(answer.words) }
      : {
          response: {
            status: answer.status,
            headers: answer.headers.map(shown),
            body: masker.reply(operation, shorten(text)),
          },
        }),
    durationMs,
  }
}

/** How many characters of a body a report shows. */
const shownLength = 4000

function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}… (${text.length})` : text
}
