import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultCode } from '../contract/result-codes.ts'
import { type LoggedExchange, maskedPath, maskedPhone } from './exchange-log.ts'
import { answerInboxOrUpload } from './extras/inbox-and-uploads.ts'
import type { Fixtures } from './fixtures.ts'
import type { ForcedStates } from './forced/forced-states.ts'
import { crossOriginHeaders } from './http/cross-origin.ts'
import { badRequest, failed, head, notAllowed, notFound, options } from './http/plain-answers.ts'
import { methodsOf } from './http/routes.ts'
import type { Disruption, Handle, Header, Incoming, Outgoing } from './http/wire.ts'
import { type ReadRequest, readRequest, unreadable } from './read-request.ts'
import type { Decisions } from './rules/decisions.ts'
import { documentRules } from './rules/document-rules.ts'
import type { Answer, OperationRule, RuleContext } from './rules/rule.ts'

/** What the core is made of. */
export interface CoreParts {
  readonly context: RuleContext<Decisions>
  readonly forced: ForcedStates
  readonly fixtures: Fixtures
  readonly onExchange: ((exchange: LoggedExchange) => void) | undefined
}

/** How a request was handled, for the log. */
interface Handled {
  readonly outgoing: Outgoing | Disruption
  readonly endpoint?: EndpointId
  readonly userId?: string | undefined
  readonly result?: string
  readonly reason?: string
}

/** Creates the core that the listener, the MSW handlers and the plain `fetch` share. */
export function createCore({ context, forced, fixtures, onExchange }: CoreParts): Handle {
  const { settings, decisions } = context

  const handle = async (incoming: Incoming): Promise<Handled> => {
    const path = pathBelow(incoming.path, settings.basePath)
    const methods = path === undefined ? undefined : methodsOf[path]
    if (path === undefined || !methods) return handleOtherPath(path, incoming)
    const { method } = incoming
    if (method === 'OPTIONS') return { outgoing: options(incoming, methods, settings) }
    // A HEAD must not do what its GET does: here that sends an SMS.
    if (method === 'HEAD' && methods.includes('GET')) return { outgoing: head(incoming, settings) }
    if (!methods.includes(method))
      return { outgoing: notAllowed(incoming, methods, settings), reason: 'method not allowed' }
    return handleOperation(await readRequest(path, incoming, settings), incoming)
  }

  const handleOtherPath = async (path: string | undefined, incoming: Incoming): Promise<Handled> => {
    try {
      const outgoing = path === undefined ? undefined : await answerInboxOrUpload(path, incoming, context)
      return outgoing ? { outgoing } : { outgoing: notFound(incoming, settings), reason: 'no such path' }
    } catch (error) {
      return { outgoing: failed(incoming, settings), reason: failureReason(error) }
    }
  }

  const handleOperation = async (read: ReadRequest, incoming: Incoming): Promise<Handled> => {
    const { endpoint, request } = read
    const userId = request.fields.get('userId')
    const state = forced.next(endpoint)
    if (state && state.delay > 0) await delay(state.delay, incoming)
    if (state?.answer === 'never' || state?.answer === 'drop')
      return { outgoing: state.answer, endpoint, userId, reason: `forced: ${state.answer}` }
    const rule: OperationRule<string, Decisions> = documentRules[endpoint]
    const answer = state?.answer === undefined ? await answerOf(rule, read) : forcedAnswer(rule, state.answer, incoming)
    const isBad = answer.isMissing && settings.missingParameter === 'badRequest'
    return {
      outgoing: isBad ? badRequest(incoming, settings) : replyTo(incoming, endpoint, answer),
      endpoint,
      userId: userId ?? answer.userId,
      result: answer.result,
      reason: answer.reason,
    }
  }

  const answerOf = async (rule: OperationRule<string, Decisions>, read: ReadRequest): Promise<Answer> => {
    const { refusal } = rule
    if (read.problem) return { result: refusal, message: null, ...unreadable(read.endpoint, read.problem, settings) }
    try {
      await fixtures.added()
      return await rule.answer(read.request, context)
    } catch (error) {
      return { result: refusal, message: null, reason: failureReason(error), status: 500 }
    }
  }

  const forcedAnswer = (rule: OperationRule<string, Decisions>, result: string, { origin }: Incoming): Answer => {
    const message = result === '0000' ? (rule.forcedMessage?.(context, origin) ?? null) : null
    return { result, message, reason: 'forced' }
  }

  const replyTo = (incoming: Incoming, endpoint: EndpointId, answer: Answer): Outgoing => {
    const headers: Header[] = [...decisions.headersOf(endpoint, answer), ...crossOriginHeaders(incoming, settings)]
    if (answer.session !== undefined && decisions.sessionTravelsByCookie())
      headers.push(['Set-Cookie', decisions.sessionCookie(answer.session)])
    return {
      status: decisions.statusOf(endpoint, answer),
      headers,
      body: decisions.write(decisions.envelopeOf(endpoint, answer)),
    }
  }

  return async (incoming) => {
    if (!onExchange) return (await handle(incoming)).outgoing
    const at = context.now()
    const start = performance.now()
    const handled = await handle(incoming)
    onExchange(exchangeOf(incoming, handled, at, performance.now() - start))
    return handled.outgoing
  }
}

/** Why the backend itself failed, for the log. */
function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'the backend failed: an error'
  // The message of the error may quote the request; a code, such as ENOSPC, does not.
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return `the backend failed: ${error.name}${code}`
}

function exchangeOf({ method, path }: Incoming, handled: Handled, at: number, durationMs: number): LoggedExchange {
  const { outgoing, endpoint = null, userId, result = null, reason = null } = handled
  return {
    at,
    method,
    path: endpoint === null ? maskedPath(path) : path,
    endpoint,
    userId: userId === undefined ? null : maskedPhone(userId),
    status: typeof outgoing === 'string' ? null : outgoing.status,
    result: result as ResultCode | null, // every rule names codes of the document
    reason,
    durationMs,
  }
}

function pathBelow(path: string, basePath: string): string | undefined {
  if (basePath === '') return path
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined
}

/** Waits, or ends early when the caller has gone. */
function delay(milliseconds: number, incoming: Incoming): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    const forget = incoming.onGone(done)
  })
}
