import type { ErratumId } from '../../contract/errata.ts'
import { ResultCode } from '../../contract/result-codes.ts'
import type { Exchange } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import { checkReply, type RuleId } from '../http/check-reply.ts'
import { exchangeOf } from '../http/exchange-of.ts'
import { createMasker, type Masker, unmasked } from '../http/masker.ts'
import { hasSecretMessage } from '../http/operation.ts'
import { type HttpRequest, type OperationRequest, toHttpRequest } from '../http/request.ts'
import { secretsIn } from '../http/secrets-in.ts'
import type { Answer } from '../http/send.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { createTransport } from '../http/transport.ts'
import { Undecided } from './case-errors.ts'
import { createHealth, type Health } from './health.ts'
import { canSendCookies, type PageJar, takeJar } from './page-jar.ts'
import { createPhones, type Phones } from './phones.ts'
import type { Settings } from './run-settings.ts'

/** What all cases of one run share: the steps so far, what is known of the backend, and the remaining budget. */
export interface RunState {
  readonly settings: Settings
  readonly steps: readonly Step[]
  readonly masker: Masker
  readonly phones: Phones
  readonly health: Health
  readonly sms: { sent: number; readonly budget: number }
  readonly codes: SentCodes
  /** The phone numbers that were sent a code, and whether each is registered now. */
  readonly accounts: Map<string, boolean>
  readonly readings: Map<string, { readonly erratum: ErratumId; readonly words: Words }>
  /** The steps that a case has reported as violations, so that no step is reported twice. */
  readonly reported: Set<Step>
  /** How the backend refused requests with a missing or empty parameter, by case; the report groups them as readings. */
  readonly refusals: Map<string, { readonly erratum: ErratumId; readonly got: string }>
  /** Set in a web page, where all requests share one cookie jar: the session that the jar holds. */
  readonly oneJar: PageJar | undefined
  /** Aborts every request of the run. */
  readonly signal: AbortSignal
  /** The text in the report's language. */
  say(words: Words): string
  /** Sends one request. Throws {@link Undecided} if it must not be sent; never because of the reply. */
  call(session: Session, request: OperationRequest, caseId?: string): Promise<Step>
}

/** What is known of the source of codes, where they are not in the replies. */
export interface SentCodes {
  /** It has given a code. */
  alive: boolean
  /** Why it never will. */
  dead: Words | undefined
  /** The first code on its way: settled when it was read, or can't be. */
  firstRead: Promise<void> | undefined
  /** The code that it gave last, or showed before the first one was sent, by phone. */
  readonly latest: Map<string, string>
}

export function createRunState(settings: Settings, signal: AbortSignal): RunState {
  const { baseUrl, dialect, headers, showSecrets } = settings
  const steps: Step[] = []
  // Nobody's secrets: those of people whom the run invents for a backend on this machine.
  const hidesReplies = settings.phones !== 'random' || !settings.isLocal
  const masker = showSecrets
    ? unmasked
    : createMasker({ headerNames: headers.map(([name]) => name), hidesReplies, resultCodes: resultCodesOf(settings) })
  for (const [, value] of headers) masker.learn(value, 'user')
  if (typeof settings.phones === 'object' && 'list' in settings.phones)
    for (const phone of settings.phones.list) masker.learn(phone, 'user')
  const health = createHealth()
  const sms = { sent: 0, budget: settings.smsBudget }
  const oneJar = dialect.linking === 'cookie' && !canSendCookies() ? { owner: undefined } : undefined
  const transport = createTransport(settings, signal, { sharesCookies: oneJar !== undefined })
  const runState: RunState = {
    settings,
    steps,
    masker,
    health,
    sms,
    oneJar,
    signal,
    phones: createPhones(settings.phones),
    codes: { alive: false, dead: undefined, firstRead: undefined, latest: new Map() },
    accounts: new Map(),
    readings: new Map(),
    refusals: new Map(),
    reported: new Set(),
    say: (words) => words[settings.lang],
    async call(session, request, caseId) {
      const { operation } = request
      const endpoint = operation.id
      if (signal.aborted) throw new Undecided('notRun', runOver)
      const down = health.down(endpoint)
      if (down) throw new Undecided('notRun', isDown(down, endpoint, health))
      const sendsCode = endpoint === 'sendCode' || request.sendsCode === true
      if (sendsCode) {
        if (sms.sent >= sms.budget) throw new Undecided('notRun', budgetSpent(sms.budget))
        sms.sent++
      }
      takeJar(oneJar, session, endpoint)
      const httpRequest = toHttpRequest(request, baseUrl, dialect)
      const [started, at] = [performance.now(), new Date()]
      // With linking by `userId` no endpoint may need a cookie, so none is sent.
      const cookies = oneJar || dialect.linking === 'userId' ? undefined : session.jar.headerFor(httpRequest.url)
      const sent = [
        ...requestHeaders(request, httpRequest),
        ...(cookies === undefined ? [] : [['Cookie', cookies] as [string, string]]),
      ]
      const answer = await transport(httpRequest, sent)
      const durationMs = Math.round(performance.now() - started)
      const checked = checkReply(answer, operation, request.allow ?? {}, dialect)
      learn(answer, session, httpRequest)
      const isRefusal = operation.failures.some((failure) => failure === checked.result)
      if (!isRefusal && hasSecretMessage(operation))
        for (const secret of secretsIn(checked.text)) masker.learn(secret, 'backend')
      const exchange = () =>
        exchangeOf({ operation, httpRequest, sent, answer, text: checked.text, durationMs }, masker, runState.say)
      trace({ at, caseId, session, endpoint }, exchange)
      health.note(endpoint, answer, checked.result !== undefined || checked.bare)
      if (answer.kind === 'failure' && answer.failure === 'aborted') throw new Undecided('notRun', runOver)
      // No server was reached, so no code was sent.
      if (sendsCode && answer.kind === 'failure' && answer.failure === 'unreachable') sms.sent--
      if (health.unreachable) throw new Undecided('notRun', isDown('target', endpoint, health))
      const step: Step = {
        ...checked,
        ...(request.diagnostic && { faults: [] }),
        number: steps.length,
        endpoint,
        session,
        request,
        answer,
        caseId,
        // Built only for findings; most steps have none.
        get exchange() {
          return exchange()
        },
      }
      steps.push(step)
      return step
    },
  }

  let exchanges = 0
  function trace(
    from: { readonly at: Date; readonly caseId: string | undefined; session: Session; endpoint: string },
    exchange: () => Exchange,
  ): void {
    if (!settings.onExchange) return
    const { at, caseId, session, endpoint } = from
    try {
      settings.onExchange({
        number: ++exchanges,
        at: at.toISOString(),
        ...(caseId !== undefined && { caseId }),
        session: session.name,
        endpoint,
        ...exchange(),
      })
    } catch {}
  }

  function requestHeaders(request: OperationRequest, httpRequest: HttpRequest): [string, string][] {
    return [
      ...headers.map(([name, value]): [string, string] => [name, value]),
      ...(request.headers ?? []).map(([name, { text }]): [string, string] => [name, text]),
      ...(httpRequest.contentType === undefined ? [] : [['Content-Type', httpRequest.contentType] as [string, string]]),
    ]
  }

  function learn(answer: Answer, session: Session, httpRequest: HttpRequest): void {
    if (answer.kind === 'failure') return
    const setCookies = answer.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, line]) => line)
    for (const line of setCookies) masker.learn(/^[^=;]*=([^;]*)/.exec(line)?.[1]?.trim() ?? '', 'backend')
    session.jar.store(setCookies, httpRequest.url)
  }

  return runState
}

function resultCodesOf({ operations }: Settings): string[] {
  return [...Object.values(ResultCode), ...operations.flatMap(({ operation }) => operation.failures)]
}

const runOver: Words = {
  zh: '测试运行已结束（被中止或超过总时限）',
  en: 'the run had ended (aborted, or past its deadline)',
}

function isDown(down: 'target' | 'endpoint', endpoint: string, { silent, unreachable }: Health): Words {
  if (unreachable) return unreachable
  if (down === 'endpoint')
    return {
      zh: `${endpoint} 没有返回可读取的响应，见 ${endpoint}/envelope`,
      en: `the backend sends no readable reply to ${endpoint}: see ${endpoint}/envelope`,
    }
  return silent
    ? { zh: '后端没有响应', en: 'the backend did not answer' }
    : { zh: '后端不再响应', en: 'the backend stopped answering' }
}

function budgetSpent(budget: number): Words {
  return { zh: `短信数已达上限（${budget}）`, en: `the SMS budget of ${budget} was used up` }
}

/** Whether the case that sent a request reports this rule itself (errata E16, E17). An unreachable server is never its own. */
export function isLeftToCase(rule: RuleId, step: Step): boolean {
  return !foundNobody(step) && step.request.allow?.leftToCase === true && (rule === 'envelope' || rule === 'result')
}

/** Whether no connection could be made. */
export function foundNobody({ answer }: Step): boolean {
  return answer.kind === 'failure' && answer.failure === 'unreachable'
}
