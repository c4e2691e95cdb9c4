import { expect, test } from 'vitest'
import { endpointIds } from '../../../src/contract/endpoints.ts'
import { requiredParameters } from '../../../src/suite/cases/required-parameters.ts'
import { listCases } from '../../../src/suite/run/list-cases.ts'
import { mutants } from '../../proof/mutants.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')

test('every endpoint has its cases, and a wrong backend proves every must and should case', () => {
  const cases = listCases()
  const has = (id: string) => cases.some((one) => one.id === id)
  const missing: string[] = []
  for (const endpoint of endpointIds) {
    const file = `src/suite/cases/${kebab(endpoint)}.ts`
    if (!has(`${endpoint}/success`))
      missing.push(`${file}: add the case ${endpoint}/success, and list the file in src/suite/run/all-cases.ts`)
    for (const parameter of requiredParameters(endpoint))
      if (!has(`${endpoint}/missing-${kebab(parameter)}`))
        missing.push(
          `${file}: add requiredParameterCases('${endpoint}', 'missing', …), which makes a case of ${parameter}`,
        )
  }
  const caught = new Set(mutants.flatMap(({ caughtBy }) => caughtBy))
  for (const { id, level } of cases)
    if (level !== 'advice' && !caught.has(id))
      missing.push(`test/proof/wrong/: add a backend that is wrong in one thing, and name ${id} in its caughtBy`)
  expect(missing, missing.join('\n')).toEqual([])
})
