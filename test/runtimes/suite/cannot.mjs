/** Thrown by a case that saw the runtime unable to do what the case is about. It becomes a line of the table. */
export class Cannot extends Error {
  name = 'Cannot'
}

/** Ends a case: this runtime can't, and why, as a reader of the table wants it said. */
export function cannot(reason) {
  throw new Cannot(reason)
}
