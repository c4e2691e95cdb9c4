import type { CaseDefinition } from './define-case.ts'
import { UsageError } from './usage-error.ts'

/** The cases a filter leaves. Throws a {@link UsageError} where one matches nothing, and names the nearest id. */
export function select(
  cases: readonly CaseDefinition[],
  only: readonly string[] = [],
  skip: readonly string[] = [],
): CaseDefinition[] {
  for (const filter of [...only, ...skip]) {
    if (cases.some(({ id }) => matches(id, filter))) continue
    throw new UsageError(
      `no case matches "${filter}"; did you mean "${nearest(
        filter,
        cases.map(({ id }) => id),
      )}"?`,
    )
  }
  const selected = cases.filter(
    ({ id }) =>
      (only.length === 0 || only.some((filter) => matches(id, filter))) && !skip.some((filter) => matches(id, filter)),
  )
  if (selected.length === 0) throw new UsageError('the filters leave no case to run')
  return selected
}

/** A glob over ids: `*` is any text, `?` any character. */
function matches(id: string, filter: string): boolean {
  const pattern = filter
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${pattern}$`).test(id)
}

function nearest(filter: string, ids: readonly string[]): string {
  let best = ids[0] ?? ''
  let least = Number.POSITIVE_INFINITY
  for (const id of ids) {
    // What stands after the slash is often all that is typed.
    const distance = Math.min(editDistance(filter, id), editDistance(filter, id.split('/')[1] ?? '') + 1)
    if (distance >= least) continue
    least = distance
    best = id
  }
  return best
}

/** Levenshtein's. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let line = 1; line <= one.length; line++) {
    const next = [line]
    for (let column = 1; column <= other.length; column++) {
      const change = one[line - 1] === other[column - 1] ? 0 : 1
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + change))
    }
    row = next
  }
  return row[other.length] ?? 0
}
