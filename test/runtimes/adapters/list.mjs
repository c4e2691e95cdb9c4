import { behaviour } from '../suite/behaviour.mjs'
import { recorded } from './recorded.mjs'

/** The cases as a list, for runtimes that have no test runner of their own. */
export function listOfCases(runtime) {
  const cases = []
  const describe = (_group, body) => body()
  const it = (title, run) => cases.push({ title, run })
  behaviour(recorded({ describe, it }, runtime), runtime)
  return cases
}

/** Runs one case; whether it passed. It is ended after `caseTimeout` milliseconds. */
export async function runCase({ run }, { caseTimeout }) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${caseTimeout} ms`)), caseTimeout)
  })
  try {
    await Promise.race([run(), late])
    return true
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
