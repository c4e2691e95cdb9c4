import { listOfCases, runCase } from './list.mjs'

/** A worker that runs the case whose number it is asked for: each in a request of its own, as workers live. */
export default {
  async fetch(request, { RUNTIME }) {
    const runtime = JSON.parse(RUNTIME)
    const cases = listOfCases(runtime)
    const number = new URL(request.url).searchParams.get('case')
    if (number === null) return Response.json(cases.length)
    return Response.json(await runCase(cases[Number(number)], runtime))
  },
}
