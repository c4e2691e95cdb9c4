import type { Action } from './action.ts'
import type { Rehearsal } from './rehearse.ts'

/** What shortening a journey depends on. */
export interface Tries<Wrong> {
  /** Rehearses these actions. Costs nothing. */
  rehearse(actions: readonly Action[]): Promise<Rehearsal>
  /** Plays a journey and returns it if it fails too. Costs codes, and may decline. */
  play(rehearsal: Rehearsal): Promise<Wrong | undefined>
  actionsOf(wrong: Wrong): readonly Action[]
}

/**
 * Shortens a journey whose last step failed, as far as the codes allow.
 *
 * fast-check's own shrinker ignores what a try costs: it would spend the codes on journeys that can't fail in the same
 * way. Here a rehearsal discards those, and the shortest journey with the same last step is tried first.
 */
export async function shorten<Wrong>(wrong: Wrong, tries: Tries<Wrong>): Promise<Wrong> {
  let best = wrong
  const tried = new Set<string>()
  const question = await lastOf(tries, tries.actionsOf(wrong))

  const attempt = async (actions: readonly Action[]): Promise<boolean> => {
    const rehearsal = await tries.rehearse(actions)
    const key = JSON.stringify(rehearsal.taken.map(({ action }) => action))
    if (questionOf(rehearsal) !== question || tried.has(key)) return false
    tried.add(key)
    const again = await tries.play(rehearsal)
    if (again !== undefined) best = again
    return again !== undefined
  }

  const all = tries.actionsOf(wrong)
  tried.add(JSON.stringify(all))
  const needed = await neededFor(question, all, tries)
  const who = all.at(-1)?.who
  const isDone =
    (await attempt(needed)) ||
    (await attempt(all.filter((action) => needed.includes(action) || action.who !== who))) ||
    (await attempt(all.filter((action) => needed.includes(action) || action.who === who)))
  if (!isDone || tries.actionsOf(best).length > needed.length) await leaveOut(() => tries.actionsOf(best), attempt)
  await attempt(tries.actionsOf(best).map(plainer))
  return best
}

/** The actions that the last step depends on. */
async function neededFor<Wrong>(
  question: string,
  all: readonly Action[],
  { rehearse }: Tries<Wrong>,
): Promise<readonly Action[]> {
  let needed = all
  for (const action of all.slice(0, -1).reverse()) {
    const fewer = needed.filter((each) => each !== action)
    if (questionOf(await rehearse(fewer)) === question) needed = fewer
  }
  return needed
}

/** Tries to leave out ever smaller parts. */
async function leaveOut(
  current: () => readonly Action[],
  attempt: (actions: readonly Action[]) => Promise<boolean>,
): Promise<void> {
  for (let size = Math.floor(current().length / 2); size >= 1; size = Math.floor(size / 2))
    for (let start = 0; start + size < current().length; ) {
      const actions = current()
      if (!(await attempt([...actions.slice(0, start), ...actions.slice(start + size)]))) start += size
    }
}

/** The same action without optional fields. */
function plainer(action: Action): Action {
  if (action.does !== 'completeRegistration') return action
  const { does, who, password } = action
  return { does, who, password, headImage: false }
}

async function lastOf<Wrong>({ rehearse }: Tries<Wrong>, actions: readonly Action[]): Promise<string> {
  return questionOf(await rehearse(actions))
}

/** Identifies the last step and its correct results. */
function questionOf({ taken }: Rehearsal): string {
  const last = taken.at(-1)
  if (!last) return ''
  const { does, who } = last.action
  return `${does} ${who} ${last.expected.join()}`
}
