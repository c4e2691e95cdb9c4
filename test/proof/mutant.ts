import type { Level } from '../../src/report/model/report.ts'
import type { Change } from './backend.ts'

/** A wrong backend: the reference backend with one small change. */
export interface Mutant extends Change {
  readonly name: string
  /** The fault in one sentence. */
  readonly fault: string
  /** How binding the part of the contract is that it breaks. */
  readonly level: Level
  /**
   * `shape`: some reply is one the document does not know. `behaviour`: every single reply is well-formed and documented
   * for its endpoint, and only the wrong one for the state things are in.
   */
  readonly kind: 'shape' | 'behaviour'
  /** Some replies never come, or never end: a run is to wait for less than it would. */
  readonly answersLate?: true
  /** The cases that must fail. Others may fail beside them. */
  readonly caughtBy: readonly string[]
}
