import type { CaseDefinition } from '../cases/define-case.ts'
import { UsageError } from '../state/usage-error.ts'
import { nearest } from './nearest.ts'

/** The cases that the filters select. Throws a {@link UsageError}, with a suggestion, if a filter matches nothing. */
export function select(
  cases: readonly CaseDefinition[],
  only: readonly string[] = [],
  skip: readonly string[] = [],
): CaseDefinition[] {
  for (const filter of [...only, ...skip]) {
    if (cases.some(({ id }) => matches(id, filter))) continue
    const guess = meant(
      filter,
      cases.map(({ id }) => id),
    )
    throw new UsageError({
      zh: `没有用例匹配 "${filter}"，${guess ? `是不是 "${guess}"？` : '全部用例见 listCases（--list）'}`,
      en: `no case matches "${filter}"; ${guess ? `did you mean "${guess}"?` : 'listCases (--list) names them all'}`,
    })
  }
  const selected = cases.filter(
    ({ id }) =>
      (only.length === 0 || only.some((filter) => matches(id, filter))) && !skip.some((filter) => matches(id, filter)),
  )
  if (selected.length === 0)
    throw new UsageError({ zh: '过滤之后没有可运行的用例', en: 'the filters leave no case to run' })
  return selected
}

/** Matches an id with a glob: `*` is any text, `?` any character. */
function matches(id: string, filter: string): boolean {
  const pattern = filter
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${pattern}$`).test(id)
}

/** The id or glob that was probably meant. */
function meant(filter: string, ids: readonly string[]): string | undefined {
  const given = filter.toLowerCase()
  const section = ids.find((id) => id.toLowerCase().startsWith(`${given}/`))
  if (section) return `${section.split('/')[0]}/*`
  const whole = nearest(filter, ids)
  if (whole) return whole
  // People often type only the part after the slash.
  const end = nearest(filter, ids.map(endOf))
  return ids.find((id) => endOf(id) === end)
}

function endOf(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}
