import { Cannot } from '../suite/cannot.mjs'

/**
 * Wraps a runner's `describe` and `it`: what became of each case is handed in at the fixture, and a case that saw the
 * runtime unable to do something counts as passed there, for it is the table that says so.
 */
export function recorded({ describe, it }, runtime) {
  let group = ''
  return {
    describe(name, body) {
      describe(name, () => {
        group = name
        body()
      })
    },
    it(title, run) {
      const ofGroup = group
      it(title, async () => {
        const result = { runtime: runtime.name, group: ofGroup, title, status: 'passed' }
        try {
          await run()
        } catch (error) {
          if (!(error instanceof Cannot)) {
            await handIn(runtime, { ...result, status: 'failed', reason: String(error?.message ?? error) })
            throw error
          }
          result.status = 'cannot'
          result.reason = error.message
        }
        await handIn(runtime, result)
      })
    },
  }
}

async function handIn(runtime, result) {
  const reply = await fetch(`${runtime.origin}/control/result`, { method: 'POST', body: JSON.stringify(result) })
  await reply.text()
}
