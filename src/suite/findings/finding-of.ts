import type { Finding } from '../../report/model/report.ts'
import type { Violation } from '../cases/violation.ts'
import type { RunState } from '../state/run-state.ts'
import { type CurlSettings, curlLines } from './curl.ts'
import { stepsLeadingTo } from './steps-leading-to.ts'

/** A violation as a report shows it: in its language, with secrets masked and shell lines to reproduce it. */
export function findingOf(runState: RunState, violation: Violation, caseId: string): Finding {
  const { step } = violation
  return {
    cause: violation.cause ?? caseId,
    message: runState.masker.text(runState.say(violation.message)),
    expected: runState.masker.text(runState.say(violation.expected)),
    actual: runState.masker.text(runState.say(violation.actual)),
    ...(step && { exchange: step.exchange }),
    curl: step
      ? curlLines(
          violation.steps ?? stepsLeadingTo(step, runState.steps, step.caseId ?? caseId, violation.otherSessions ?? []),
          curlSettings(runState),
        )
      : [],
    ...(violation.hint && { hint: runState.say(violation.hint) }),
  }
}

function curlSettings({ settings, phones, masker }: RunState): CurlSettings {
  return {
    baseUrl: settings.baseUrl,
    dialect: settings.dialect,
    seconds: settings.timeout / 1000,
    headers: settings.headers.map(([name, value]) => [name, masker.header(name, value)] as const),
    phones: phones.kind,
    codes: settings.codeSource === undefined ? 'reply' : 'source',
    mask: (value) => masker.value(value),
  }
}
