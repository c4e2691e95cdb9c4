import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { isTakenForAnother } from './curl.ts'

/** Every step that leads to the last one: the earlier steps of its case, and those of the people it involves. */
export function stepsLeadingTo(last: Step, steps: readonly Step[], caseId: string, others: readonly Session[]): Step[] {
  const owners = new Set<string>(others.flatMap(({ owner }) => owner ?? []))
  if (isTakenForAnother(last)) owners.add('alice')
  const jars = new Set([last.session, ...others].map(({ jar }) => jar))
  const reach = (step: Step) => {
    if (step.session.owner) owners.add(step.session.owner)
    for (const [, value] of step.request.fields ?? [])
      for (const [, name = ''] of value.shell.matchAll(/\$\{?([a-z]+)/g)) owners.add(name)
  }
  reach(last)
  const before = steps.filter((step) => step.number < last.number && !step.request.diagnostic)
  const ofCase = before.filter((step) => step.caseId === caseId && last.caseId === caseId)
  for (const step of ofCase) reach(step)
  const led = before.filter(
    (step) =>
      ofCase.includes(step) ||
      (step.caseId === undefined &&
        (jars.has(step.session.jar) || (step.session.owner !== undefined && owners.has(step.session.owner)))),
  )
  return [...led, last]
}
