import type { CaseResult, ContractReport, Level } from '../../src/report/model/report.ts'

const severity = { advice: 0, should: 1, must: 2 } as const satisfies Record<Level, number>

/** The ids of the cases that failed at this level or above. */
export function failedAt(report: ContractReport, level: Level): string[] {
  return failures(report)
    .filter((result) => severity[result.level] >= severity[level])
    .map(({ id }) => id)
}

/** What is wrong with the report on a wrong backend; empty if nothing is. */
export function missesOf(report: ContractReport, expected: { readonly level: Level }): string[] {
  const misses: string[] = []
  if (expected.level === 'must' && report.verdict !== 'fails') misses.push(`the verdict is ${report.verdict}`)
  if (failedAt(report, expected.level).length === 0) misses.push(`no ${expected.level} case failed`)
  for (const { id, level } of failures(report))
    if (severity[level] > severity[expected.level])
      misses.push(`the ${level} case ${id} failed, but the fault breaks only a ${expected.level}`)
  return misses
}

/** What a report blames a correct backend for; empty if nothing. `undecided`: cases that may stay undecided, `*` for any. */
export function blamesOf(report: ContractReport, undecided: readonly string[] = []): string[] {
  const blames = failures(report)
    .filter(({ level }) => level !== 'advice')
    .map(
      ({ id, findings }) => `${id} failed: ${findings[0]?.message ?? 'without a finding'}; got ${findings[0]?.actual}`,
    )
  for (const { id, level, status, reason } of report.cases)
    if (
      level === 'must' &&
      (status === 'inconclusive' || status === 'notRun') &&
      !undecided.includes(id) &&
      !undecided.includes('*')
    )
      blames.push(`${id} is ${status}: ${reason}`)
  if (blames.length === 0 && undecided.length === 0 && report.verdict !== 'conforms')
    blames.push(`the verdict is ${report.verdict}: ${report.reason}`)
  return blames
}

function failures(report: ContractReport): readonly CaseResult[] {
  return report.cases.filter(({ status }) => status === 'failed')
}
