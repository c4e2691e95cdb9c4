/** Runs it the first time it is asked for; everybody gets that one outcome. */
export function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let outcome: Promise<Result> | undefined
  return () => {
    outcome ??= run()
    return outcome
  }
}
