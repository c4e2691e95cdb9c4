import { expect, test } from 'vitest'
import { nearest } from '../../../src/suite/run/nearest.ts'

const ids = ['login/wrong-password', 'login/unknown-user', 'sendCode/success', 'verifyCode/success']

test.each([
  ['login/wrong-pasword', 'login/wrong-password'],
  ['login/worng-password', 'login/wrong-password'],
  ['sendcode/succes', 'sendCode/success'],
  ['unknown-user', 'login/unknown-user'],
])('the nearest of %s is %s', (word, found) => {
  expect(nearest(word, ids)).toBe(found)
})

test('a word that is close to nothing has no nearest', () => {
  expect(nearest('completely different words', ids)).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})

test('a very long word has no nearest', () => {
  expect(nearest('x'.repeat(1_000_000), ids)).toBeUndefined()
})
