import { describe, expect, test } from 'vitest'
import {
  checkOperations,
  defineOperation,
  type OperationDefinition,
  requiredFields,
} from '../../src/contract/define-operation.ts'
import { operations } from '../../src/contract/endpoints.ts'
import { userId } from '../../src/contract/fields.ts'

const right = {
  id: 'changePassword',
  method: 'POST',
  path: '/password',
  encoding: 'body',
  fields: { userId },
  failures: ['0004', '1001'],
} as const

const define = (changes: object) => () => defineOperation({ ...right, ...changes } as OperationDefinition)

test('a valid definition is returned unchanged', () => {
  expect(defineOperation(right)).toBe(right)
})

describe('an invalid definition is refused with a TypeError that says why', () => {
  test.each<[object, RegExp]>([
    [{ id: 'login' }, /the id login is taken by an operation of the document/],
    [{ path: '/log' }, /POST \/log is taken by an operation of the document/],
    [{ id: '' }, /id must be an identifier/],
    [{ id: 'change password' }, /id must be an identifier/],
    [{ id: undefined }, /id must be an identifier/],
    [{ method: 'PUT' }, /GET or POST/],
    [{ path: 'password' }, /path must begin with a slash/],
    [{ path: '/password/' }, /path must begin with a slash/],
    [{ path: '/password?a=1' }, /path must begin with a slash/],
    [{ path: '//evil.example/password' }, /path must begin with a slash/],
    [{ encoding: 'json' }, /encoding must be/],
    [{ method: 'GET' }, /a GET has no body/],
    [{ fields: undefined }, /fields must be an object/],
    [{ fields: { 'a"; filename="b': userId } }, /must have a name without/],
    [{ fields: { '': userId } }, /must have a name without/],
    [{ fields: { userId: /^1/ } }, /field userId must be a Standard Schema/],
    [{ message: 'token' }, /message must be a Standard Schema/],
    [{ files: ['img'] }, /files require the encoding multipart/],
    [{ encoding: 'multipart', files: ['userId'] }, /field userId is duplicated/],
    [{ fixed: { userId: '1' } }, /field userId is duplicated/],
    [{ linked: true }, /remove it from the fields/],
    [{ optional: ['nickname'] }, /optional field nickname/],
    [{ failures: undefined }, /failures must be an array/],
    [{ failures: [4] }, /failures must be non-empty strings/],
    [{ failures: ['0000'] }, /0000 is success/],
    [{ failures: ['0004', '0004'] }, /failure 0004 is duplicated/],
    [{ texts: { zh: { '1002': '别的' } } }, /a text for 1002/],
  ])('%o', (changes, message) => {
    expect(define(changes)).toThrow(TypeError)
    expect(define(changes)).toThrow(message)
  })
})

test('no two operations of a list may share an id or a route', () => {
  const first = defineOperation(right)
  expect(() => checkOperations([first, { ...first, path: '/again' }])).toThrow(
    /the id changePassword is taken by the operation/,
  )
  expect(() => checkOperations([first, { ...first, id: 'again' }])).toThrow(
    /POST \/password is taken by the operation "changePassword"/,
  )
  expect(() => checkOperations([first, { ...first, id: 'again', method: 'GET', encoding: 'query' }])).not.toThrow()
})

test('a documented path can be used with another method', () => {
  expect(define({ path: '/log', method: 'GET', encoding: 'query' })).not.toThrow()
})

test('the required fields depend on the dialect', () => {
  expect(requiredFields(operations.completeRegistration, { linking: 'cookie' })).toEqual(['password', 'register'])
  expect(requiredFields(operations.completeRegistration, { linking: 'userId' })).toEqual([
    'password',
    'userId',
    'register',
  ])
  expect(requiredFields(operations.uploadAvatar, { linking: 'userId' })).toEqual([])
  expect(requiredFields({ ...right, fields: {}, linked: true }, { linking: 'userId' })).toEqual(['userId'])
})
