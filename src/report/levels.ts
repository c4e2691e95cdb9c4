import type { Level } from '../suite/report.ts'

/** All levels, the most binding first. */
export const levels = ['must', 'should', 'advice'] as const satisfies readonly Level[]
