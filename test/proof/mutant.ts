import type { Level } from '../../src/report/model/report.ts'
import type { Change } from './backend.ts'

/** A wrong backend: the reference backend with one small change. */
export interface Mutant extends Change {
  readonly name: string
  /** The fault in one sentence. */
  readonly fault: string
  /** The level of the requirement that it breaks. */
  readonly level: Level
  /**
   * `shape`: some reply is not one that the document describes. `behaviour`: every reply is well-formed and documented
   * for its endpoint, but wrong in the current state.
   */
  readonly kind: 'shape' | 'behaviour'
  /** Some replies never arrive or never end, so the run uses a short timeout. */
  readonly answersLate?: true
  /** The cases that must fail. Others may fail, too. */
  readonly caughtBy: readonly string[]
}
