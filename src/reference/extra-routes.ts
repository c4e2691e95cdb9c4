import type { Incoming, Outgoing } from './exchange.ts'
import type { Rules } from './rules/rule.ts'

/** What is served beside the five operations, when asked: uploads, and the inbox. */
export async function extraRoute(_path: string, _incoming: Incoming, _rules: Rules): Promise<Outgoing | undefined> {
  return undefined
}
