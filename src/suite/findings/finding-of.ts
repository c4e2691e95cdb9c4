import type { Finding } from '../../report/model/report.ts'
import type { Miss } from '../cases/violation.ts'
import type { World } from '../state/run-state.ts'
import { type CurlSettings, curlLines } from './curl.ts'
import { wayTo } from './steps-leading-to.ts'

/** A miss as a report shows it: in its language, secrets masked, with the shell lines that lead there. */
export function findingOf(world: World, miss: Miss, caseId: string): Finding {
  const { step } = miss
  return {
    message: world.masker.text(world.say(miss.message)),
    expected: world.masker.text(world.say(miss.expected)),
    actual: world.masker.text(world.say(miss.actual)),
    ...(step && { exchange: step.exchange }),
    curl: step
      ? curlLines(miss.way ?? wayTo(step, world.steps, step.caseId ?? caseId, miss.with ?? []), curlSettings(world))
      : [],
    ...(miss.hint && { hint: world.say(miss.hint) }),
  }
}

function curlSettings({ settings, phones, masker }: World): CurlSettings {
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
