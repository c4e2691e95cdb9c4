import type { Level } from './report.ts'

/** All levels, the most binding first. */
export const levels = ['must', 'should', 'advice'] as const satisfies readonly Level[]

/** Whether a finding of this level fails a run with this `failOn`. */
export function fails(level: Level, failOn: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(failOn)
}
