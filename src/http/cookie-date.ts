const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as browsers read it in a cookie (RFC 6265, 5.1.1), in milliseconds since 1970; undefined where it is none. `Date`
 * takes other texts for dates, a bare 0 among them, and other years for 69.
 */
export function parseCookieDate(text: string): number | undefined {
  let time: readonly number[] | undefined
  let day: number | undefined
  let month: number | undefined
  let year: number | undefined
  for (const token of text.split(/[\t -/;-@[-`{-~]+/)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token)
    const named = months.indexOf(token.slice(0, 3).toLowerCase())
    if (!time && clock) time = clock.slice(1).map(Number)
    else if (day === undefined && /^\d{1,2}(?!\d)/.test(token)) day = Number.parseInt(token, 10)
    else if (month === undefined && named >= 0) month = named
    else if (year === undefined && /^\d{2,4}(?!\d)/.test(token)) year = Number.parseInt(token, 10)
  }
  const [hour = 24, minute = 60, second = 60] = time ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  if (year < 100) year += year < 70 ? 2000 : 1900
  if (day < 1 || day > 31 || year < 1601 || hour > 23 || minute > 59 || second > 59) return undefined
  return Date.UTC(year, month, day, hour, minute, second)
}
