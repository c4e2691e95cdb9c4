/** The few expectations the suite needs, in every runtime the same. */
export function expect(actual) {
  return {
    toBe(expected) {
      if (!Object.is(actual, expected)) throw unlike(actual, expected)
    },
    toEqual(expected) {
      if (written(actual) !== written(expected)) throw unlike(actual, expected)
    },
    /** Every member of `expected` is in `actual`, equal to it. */
    toInclude(expected) {
      for (const [key, value] of Object.entries(expected)) {
        if (written(actual?.[key]) !== written(value)) throw unlike(actual, expected)
      }
    },
    toMatch(pattern) {
      if (typeof actual !== 'string' || !pattern.test(actual)) throw unlike(actual, String(pattern))
    },
  }
}

function unlike(actual, expected) {
  return new Error(`expected ${written(expected)}, got ${written(actual)}`)
}

/** JSON with the members of objects in order, so that two equal values are written alike. */
function written(value) {
  return JSON.stringify(value, (_key, member) => {
    if (member === undefined) return 'undefined'
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
