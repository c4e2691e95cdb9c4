import { operations } from '../../contract/endpoints.ts'
import type { ErratumId } from '../../contract/errata.ts'
import type { CaseResult, ContractReport, Counts } from '../../report/model/report.ts'
import { verdictOf } from '../../report/model/verdict.ts'
import type { Language, Words } from '../../report/model/words.ts'
import { type CaseDefinition, headOf } from '../cases/define-case.ts'
import { isDocumented, type Operation } from '../http/operation.ts'
import type { Health } from '../state/health.ts'
import type { Run } from './run-cases.ts'

/** Defined by the build (tsup.config.ts). */
declare const packageVersion: string | undefined

/** The tool that a report names. */
const tool = {
  name: 'phone-auth-kit',
  version: typeof packageVersion === 'string' ? packageVersion : '0.0.0-development',
}

/** How a run ended. */
export interface Outcome {
  readonly startedAt: Date
  readonly durationMs: number
  /** What ended the run early, if anything. */
  readonly ended: 'signal' | 'deadline' | undefined
  readonly results: readonly CaseResult[]
  /** How many cases the filters left out. */
  readonly filteredOut: number
}

/** The report of a run. */
export function reportOf({ runState }: Run, outcome: Outcome): ContractReport {
  const { startedAt, durationMs, ended, results, filteredOut } = outcome
  const { settings, masker, say } = runState
  const why = reasonOf(ended, runState.health, settings.baseUrl.href)
  const reason = why && say(why)
  return {
    schemaVersion: 1,
    tool,
    document: { title: 'API文档' },
    lang: settings.lang,
    target: settings.baseUrl.href,
    dialect: settings.dialect,
    startedAt: startedAt.toISOString(),
    durationMs,
    seed: settings.seed,
    requests: runState.steps.length,
    sms: { ...runState.sms },
    accounts: [...runState.accounts].map(([userId, registered]) => ({ userId: masker.text(userId), registered })),
    failOn: settings.failOn,
    verdict: verdictOf({ cases: results, failOn: settings.failOn, ...(reason && { reason }) }),
    ...(reason && { reason }),
    ...(filteredOut > 0 && { filteredOut }),
    ...(settings.insecure && { insecure: true as const }),
    summary: { must: counts(results, 'must'), should: counts(results, 'should'), advice: counts(results, 'advice') },
    readings: [...runState.readings.values(), ...refusals(runState)]
      .map(({ erratum, words }) => ({ erratum, reading: say(words) }))
      .sort((one, other) => (one.erratum + one.reading < other.erratum + other.reading ? -1 : 1)),
    coverage: [...Object.values(operations), ...settings.operations.map(({ operation }) => operation)].flatMap(
      (operation) =>
        ['0000', ...operation.failures].map((result) => {
          const text = textOfResult(operation, result, settings.lang)
          return {
            endpoint: operation.id,
            result,
            seen: runState.steps.filter((step) => step.endpoint === operation.id && step.result === result).length,
            ...(text !== undefined && { text }),
          }
        }),
    ),
    cases: results,
  }
}

/** The text of one of the team's own codes, if its definition has one. */
function textOfResult(operation: Operation, result: string, lang: Language): string | undefined {
  return isDocumented(operation) ? undefined : operation.texts?.[lang]?.[result]
}

/** One reading for each kind of refusal, with the cases that got it. */
function refusals({ refusals }: Run['runState']): { erratum: ErratumId; words: Words }[] {
  const kinds = [...new Set([...refusals.values()].map(({ erratum, got }) => `${erratum} ${got}`))]
  return kinds.flatMap((kind) => {
    const alike = [...refusals].filter(([, { erratum, got }]) => `${erratum} ${got}` === kind)
    const [first] = alike
    if (!first) return []
    const [, { erratum, got }] = first
    const ids = alike.map(([id]) => id).sort()
    const words = {
      zh: `必选参数缺少或为空时，返回 ${got}：${ids.join('、')}`,
      en: `a missing or empty required parameter gets ${got}: ${ids.join(', ')}`,
    }
    return { erratum, words }
  })
}

/** The result of a case that the run did not reach. */
export function notRun({ runState }: Run, definition: CaseDefinition): CaseResult {
  return {
    ...headOf(definition, runState.settings),
    status: 'notRun',
    reason: runState.say({ zh: '测试运行提前结束', en: 'the run ended before this case' }),
    durationMs: 0,
    findings: [],
  }
}

function reasonOf(ended: Outcome['ended'], health: Health, target: string): Words | undefined {
  const { unreachable } = health
  if (unreachable)
    return { zh: `无法连接 ${target}：${unreachable.zh}`, en: `could not connect to ${target}: ${unreachable.en}` }
  if (ended === 'deadline') return { zh: '测试运行超过总时限（deadline）', en: 'the run passed its deadline' }
  if (health.gone)
    return health.silent
      ? { zh: `${target} 没有响应`, en: `${target} does not answer` }
      : { zh: `${target} 不再响应`, en: `${target} stopped answering` }
  if (ended === 'signal') return { zh: '测试运行被中止', en: 'the run was aborted' }
  return undefined
}

function counts(results: readonly CaseResult[], level: CaseResult['level']): Counts {
  const of = (status: CaseResult['status']) =>
    results.filter((result) => result.level === level && result.status === status).length
  return { passed: of('passed'), failed: of('failed'), inconclusive: of('inconclusive'), notRun: of('notRun') }
}
