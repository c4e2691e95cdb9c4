import type { EndpointId } from '../contract/endpoints.ts'
import { type LoggedExchange, maskedPath, maskedPhone } from './exchange-log.ts'
import { extraRoute } from './extras/other-routes.ts'
import { forcedAnswer } from './forced/forced-answer.ts'
import type { ForcedStates } from './forced/forced-states.ts'
import { crossOriginHeaders } from './http/cross-origin.ts'
import { badRequest, failed, head, notAllowed, notFound, options } from './http/plain-answers.ts'
import { methodsOf } from './http/routes.ts'
import type { Disruption, Handle, Header, Incoming, Outgoing } from './http/wire.ts'
import { brokenAnswer, type Call, readCall, whyBroken } from './read-call.ts'
import type { Answer, Rules } from './rules/rule.ts'

/** What the core needs beside the rules. */
export interface CoreParts {
  readonly rules: Rules
  readonly forced: ForcedStates
  /** Settled when the backend can answer; `undefined` when it can at once. */
  ready(): Promise<void> | undefined
  readonly onExchange: ((exchange: LoggedExchange) => void) | undefined
}

/** What came of a request, for the log. */
interface Done {
  readonly outgoing: Outgoing | Disruption
  readonly endpoint?: EndpointId
  readonly userId?: string | undefined
  readonly answer?: Answer
  readonly reason?: string
}

/** The one core behind the listener, the MSW handlers and the plain `fetch`. */
export function createCore({ rules, forced, ready, onExchange }: CoreParts): Handle {
  const { settings, decisions } = rules

  const respond = async (incoming: Incoming): Promise<Done> => {
    const path = pathBelow(incoming.path, settings.basePath)
    const methods = path === undefined ? undefined : methodsOf[path]
    if (path === undefined || !methods) {
      try {
        const outgoing = path === undefined ? undefined : await extraRoute(path, incoming, rules)
        return outgoing ? { outgoing } : { outgoing: notFound(incoming, settings), reason: 'no such path' }
      } catch (error) {
        return { outgoing: failed(incoming, settings), reason: whyBroken(error) }
      }
    }
    const { method } = incoming
    if (method === 'OPTIONS') return { outgoing: options(incoming, methods, settings) }
    // HEAD is a GET that changes nothing, and a GET here sends an SMS.
    if (method === 'HEAD' && methods.includes('GET')) return { outgoing: head(incoming, settings) }
    if (!methods.includes(method))
      return { outgoing: notAllowed(incoming, methods, settings), reason: 'no such method' }
    return await respondToCall(await readCall(path, incoming, rules), incoming)
  }

  const respondToCall = async (call: Call, incoming: Incoming): Promise<Done> => {
    const { endpoint } = call
    const userId = call.fields.get('userId')
    const met = forced.meet(endpoint)
    if (met && met.delay > 0) await delay(met.delay, incoming)
    if (met?.answer === 'never' || met?.answer === 'drop')
      return {
        outgoing: met.answer,
        endpoint,
        userId,
        reason: met.answer === 'never' ? 'forced: none' : 'forced: drop',
      }
    const answer =
      met?.answer === undefined
        ? await answered(call).catch((error: unknown) => brokenAnswer(endpoint, error))
        : forcedAnswer(endpoint, met.answer, incoming, rules)
    const isBad = answer.isMissing && settings.missingParameter === 'badRequest'
    return {
      outgoing: isBad ? badRequest(incoming, settings) : replyOf(endpoint, answer, incoming),
      endpoint,
      userId: userId ?? answer.userId,
      answer,
      reason: answer.reason,
    }
  }

  // Waited for already: what is there now has failed.
  const answered = (call: Call): Promise<Answer> => {
    const failing = ready()
    return failing ? failing.then(() => call.answer(rules)) : call.answer(rules)
  }

  const replyOf = (endpoint: EndpointId, answer: Answer, incoming: Incoming): Outgoing => {
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
    const waiting = ready()
    if (waiting) await waiting.catch(() => {})
    if (!onExchange) return (await respond(incoming)).outgoing
    const at = rules.now()
    const start = performance.now()
    const done = await respond(incoming)
    onExchange(exchangeOf(incoming, done, at, performance.now() - start))
    return done.outgoing
  }
}

function exchangeOf({ method, path }: Incoming, done: Done, at: number, durationMs: number): LoggedExchange {
  const { outgoing, endpoint = null, userId, answer, reason = null } = done
  return {
    at,
    method,
    path: endpoint === null ? maskedPath(path) : path,
    endpoint,
    userId: userId === undefined ? null : maskedPhone(userId),
    status: typeof outgoing === 'string' ? null : outgoing.status,
    result: answer?.result ?? null,
    reason,
    durationMs,
  }
}

function pathBelow(path: string, basePath: string): string | undefined {
  if (basePath === '') return path
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined
}

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
