import type { EndpointId } from '../contract/endpoint-ids.ts'
import { readCall } from './answer-request.ts'
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts'
import type { Disruption, Handle, Header, Incoming, Outgoing } from './exchange.ts'
import { type Exchange, maskedPhone } from './exchange-log.ts'
import { extraRoute } from './extra-routes.ts'
import { forcedAnswer } from './forced-answer.ts'
import type { ForcedAnswers } from './forced-answers.ts'
import { methodsOf } from './routes.ts'
import type { Answer, Rules } from './rules/rule.ts'

/** What the core needs beside the rules. */
export interface CoreParts {
  readonly rules: Rules
  readonly forced: ForcedAnswers
  /** Settled when the backend can answer; `undefined` when it can at once. */
  ready(): Promise<void> | undefined
  readonly onExchange: ((exchange: Exchange) => void) | undefined
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
      const outgoing = path === undefined ? undefined : await extraRoute(path, incoming, rules)
      return outgoing ? { outgoing } : { outgoing: notFound(incoming, rules), reason: 'no such path' }
    }
    if (incoming.method === 'OPTIONS') return { outgoing: options(incoming, methods, rules) }
    // HEAD is a GET that changes nothing, and a GET here sends an SMS.
    if (incoming.method === 'HEAD' && methods.includes('GET')) return { outgoing: head(incoming, rules) }
    if (!methods.includes(incoming.method))
      return { outgoing: notAllowed(incoming, methods, rules), reason: 'no such method' }

    const call = await readCall(path, incoming, rules)
    const { endpoint } = call
    const userId = call.fields.get('userId')
    const met = forced.meet(endpoint)
    if (met) await delay(met.delay, incoming)
    if (met?.answer === 'never' || met?.answer === 'drop')
      return { outgoing: met.answer, endpoint, userId, reason: `forced: ${met.answer}` }
    const answer =
      met?.answer === undefined ? await call.answer(rules) : forcedAnswer(endpoint, met.answer, incoming, rules)
    return { outgoing: replyOf(endpoint, answer, incoming), endpoint, userId, answer, reason: answer.reason }
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
    if (waiting) await waiting
    if (!onExchange) return (await respond(incoming)).outgoing
    const at = rules.now()
    const start = performance.now()
    const done = await respond(incoming)
    const { outgoing } = done
    onExchange({
      at,
      method: incoming.method,
      path: incoming.path,
      endpoint: done.endpoint ?? null,
      userId: done.userId === undefined ? null : maskedPhone(done.userId),
      status: typeof outgoing === 'string' ? null : outgoing.status,
      result: done.answer?.result ?? null,
      reason: done.reason ?? null,
      durationMs: performance.now() - start,
    })
    return outgoing
  }
}

function pathBelow(path: string, basePath: string): string | undefined {
  if (basePath === '') return path
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined
}

function delay(milliseconds: number, incoming: Incoming): Promise<void> | undefined {
  if (milliseconds === 0) return undefined
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    incoming.onGone(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function options(incoming: Incoming, methods: readonly string[], { settings }: Rules): Outgoing {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  return {
    status: 204,
    headers: [['Allow', allowed.join(', ')], ...preflightHeaders(incoming, allowed, settings)],
    body: '',
  }
}

function head(incoming: Incoming, { settings }: Rules): Outgoing {
  const type: Header = ['Content-Type', 'application/json; charset=utf-8']
  return {
    status: 200,
    headers: [type, ['Cache-Control', 'no-store'], ...crossOriginHeaders(incoming, settings)],
    body: '',
  }
}

function plain(status: number, text: string, extra: readonly Header[], incoming: Incoming, rules: Rules): Outgoing {
  return {
    status,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
      ...extra,
      ...crossOriginHeaders(incoming, rules.settings),
    ],
    body: incoming.method === 'HEAD' ? '' : `${text}\n`,
  }
}

function notFound(incoming: Incoming, rules: Rules): Outgoing {
  const { basePath } = rules.settings
  const known = Object.keys(methodsOf).map((path) => `${basePath}${path}`)
  return plain(404, `No such path. This API has ${known.join(', ')}.`, [], incoming, rules)
}

function notAllowed(incoming: Incoming, methods: readonly string[], rules: Rules): Outgoing {
  const allow = [...methods, 'OPTIONS'].join(', ')
  return plain(405, `No such method here. Try ${allow}.`, [['Allow', allow]], incoming, rules)
}
