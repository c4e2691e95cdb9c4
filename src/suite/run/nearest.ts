/** The number of letters to add, drop, change or swap with their neighbour to turn one word into the other. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? from.length
}

/** The candidate that a mistyped word was probably meant to be; undefined if none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const given = word.slice(0, 100).toLowerCase()
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const away = distance(given, candidate.toLowerCase())
    if (!best || away < best.distance) best = { candidate, distance: away }
  }
  if (!best) return undefined
  if (best.distance <= Math.max(1, Math.floor(Math.max(given.length, best.candidate.length) / 3))) return best.candidate
  const within = given.length < 3 ? [] : candidates.filter((candidate) => candidate.toLowerCase().includes(given))
  return within.length === 1 ? within[0] : undefined
}
