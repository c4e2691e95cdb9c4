import { type ContractOptions, planContract } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'
import { inProcess } from '../backends.ts'

// As in `phones: process.env.PHONES`, where the variable is not set.

test('a run ignores options that are undefined', () => {
  const unset = {
    dialect: undefined,
    lang: undefined,
    only: undefined,
    skip: undefined,
    failOn: undefined,
    timeout: undefined,
    deadline: undefined,
    codeSource: undefined,
    resendInterval: undefined,
    wrongCodeBound: undefined,
    headers: undefined,
    phones: undefined,
    smsBudget: undefined,
    random: undefined,
    allowRemote: undefined,
    seed: undefined,
    showSecrets: undefined,
    fetch: undefined,
    signal: undefined,
    onPlan: undefined,
    onCase: undefined,
    onExchange: undefined,
  } as const satisfies Omit<ContractOptions, 'baseUrl'>
  expect(planContract({ baseUrl: inProcess, ...unset })).toEqual(planContract({ baseUrl: inProcess }))
})

test('the reference backend ignores options that are undefined', () => {
  const { settings } = createReferenceBackend()
  const names = Object.keys(settings) as (keyof ReferenceOptions)[]
  const unset: ReferenceOptions = Object.fromEntries(names.map((name) => [name, undefined]))
  expect(JSON.stringify(createReferenceBackend(unset).settings)).toBe(JSON.stringify(settings))
})
