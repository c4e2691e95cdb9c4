import { type LoggedExchange, maskedPath, maskedPhone } from './exchange-log.ts'
import { answerInboxOrUpload } from './extras/inbox-and-uploads.ts'
import type { Fixtures } from './fixtures.ts'
import type { ForcedStates } from './forced-states.ts'
import { crossOriginHeaders } from './http/cross-origin.ts'
import { bareStatus, head, notAllowed, notFound, options } from './http/plain-answers.ts'
import type { Disruption, Handle, Header, Incoming, Outgoing } from './http/wire.ts'
import { expectedBody, type ReadRequest, readRequest } from './operations/read-request.ts'
import { routesOf, type ServedOperation } from './operations/served-operations.ts'
import type { Decisions } from './rules/decisions.ts'
import type { Answer, BareStatus, RuleContext } from './rules/rule.ts'

/** What the core is made of. */
export interface CoreParts {
  readonly context: RuleContext<Decisions>
  readonly operations: readonly ServedOperation[]
  readonly forced: ForcedStates
  readonly fixtures: Fixtures
  readonly onExchange: ((exchange: LoggedExchange) => void) | undefined
}

/** How a request was handled, for the log. */
interface Handled {
  readonly outgoing: Outgoing | Disruption
  readonly endpoint?: string
  readonly userId?: string | undefined
  readonly result?: string | undefined
  readonly reason?: string | undefined
}

/** Creates the core that the listener, the MSW handlers and the plain `fetch` share. */
export function createCore({ context, operations, forced, fixtures, onExchange }: CoreParts): Handle {
  const { settings, decisions } = context
  const routes = routesOf(operations)

  const handle = async (incoming: Incoming): Promise<Handled> => {
    if (incoming.isMisdirected)
      return {
        outgoing: bareStatus(421, incoming, settings),
        reason: 'the Host header names a host that is not allowed',
      }
    const path = pathBelow(incoming.path, settings.basePath)
    const route = path === undefined ? undefined : routes.get(path)
    if (!route) return handleOtherPath(path, incoming)
    const { method } = incoming
    const candidates = route.get(method)
    if (candidates) return handleOperation(await readRequest(candidates, incoming, settings), incoming)
    if (method === 'OPTIONS') return { outgoing: options(incoming, [...route.keys()], settings) }
    // A HEAD must not do what its GET does: here that sends an SMS.
    if (method === 'HEAD' && route.has('GET')) return { outgoing: head(incoming, settings) }
    return { outgoing: notAllowed(incoming, [...route.keys()], settings), reason: 'method not allowed' }
  }

  const handleOtherPath = async (path: string | undefined, incoming: Incoming): Promise<Handled> => {
    try {
      const outgoing = path === undefined ? undefined : await answerInboxOrUpload(path, incoming, context)
      return outgoing ? { outgoing } : { outgoing: notFound(incoming, routes.keys(), settings), reason: 'no such path' }
    } catch (error) {
      return { outgoing: bareStatus(500, incoming, settings), reason: failureReason(error) }
    }
  }

  const handleOperation = async (read: ReadRequest, incoming: Incoming): Promise<Handled> => {
    const { operation, request } = read
    const endpoint = operation.id
    const userId = request.fields.get('userId')
    const state = forced.next(endpoint)
    if (state && state.delay > 0) await delay(state.delay, incoming)
    if (state?.answer === 'never' || state?.answer === 'drop')
      return { outgoing: state.answer, endpoint, userId, reason: `forced: ${state.answer}` }
    const answer = state?.answer === undefined ? await answerOf(read) : forcedAnswer(operation, state.answer, incoming)
    if (answer.result === undefined)
      return { outgoing: bareStatus(answer.status, incoming, settings), endpoint, userId, reason: answer.reason }
    const { result, reason } = answer
    return { outgoing: replyTo(incoming, endpoint, answer), endpoint, userId: userId ?? answer.userId, result, reason }
  }

  const answerOf = async ({ operation, request, problem }: ReadRequest): Promise<Answer | BareStatus> => {
    const { rule } = operation
    const refuse = (reason: string, status?: number): Answer | BareStatus =>
      rule.refusal === undefined
        ? { status: status ?? 400, reason }
        : { result: rule.refusal, message: null, reason, ...(status !== undefined && { status }) }
    if (problem === 'too long') return refuse('the request is too long', 413)
    if (problem) return refuse(`the body must be ${expectedBody(operation, settings)}`)
    try {
      await fixtures.added()
      const answer = await rule.answer(request, context)
      const isBad = answer.result !== undefined && answer.isMissing && settings.missingParameter === 'badRequest'
      return isBad ? { status: 400, reason: answer.reason } : answer
    } catch (error) {
      return refuse(failureReason(error), 500)
    }
  }

  const forcedAnswer = ({ rule }: ServedOperation, result: string, { origin }: Incoming): Answer => {
    const message = result === '0000' ? (rule.forcedMessage?.(context, origin) ?? null) : null
    return { result, message, reason: 'forced' }
  }

  const replyTo = (incoming: Incoming, endpoint: string, answer: Answer): Outgoing => {
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
    result,
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
