import { listOfCases, runCase } from './list.mjs'

/** Runs every case in this page, one after the other; how many failed. */
globalThis.runBehaviour = async (runtime) => {
  let failed = 0
  for (const one of listOfCases(runtime)) if (!(await runCase(one, runtime))) failed += 1
  return failed
}
