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

test('a definition is handed back as it is', () => {
  expect(defineOperation(right)).toBe(right)
})

describe('a definition that cannot be is refused, and the error says why', () => {
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
    [{ fields: { userId: /^1/ } }, /field userId must be a Standard Schema/],
    [{ message: 'token' }, /message must be a Standard Schema/],
    [{ files: ['img'] }, /files need the encoding multipart/],
    [{ encoding: 'multipart', files: ['userId'] }, /field userId is there twice/],
    [{ fixed: { userId: '1' } }, /field userId is there twice/],
    [{ linked: true }, /leave it out of the fields/],
    [{ optional: ['nickname'] }, /optional field nickname/],
    [{ failures: undefined }, /failures must be a list/],
    [{ failures: [4] }, /failures must be texts/],
    [{ failures: ['0000'] }, /0000 is success/],
    [{ failures: ['0004', '0004'] }, /failure 0004 is there twice/],
    [{ texts: { zh: { '1002': '别的' } } }, /a text for 1002/],
  ])('%o', (changes, message) => {
    expect(define(changes)).toThrow(TypeError)
    expect(define(changes)).toThrow(message)
  })
})

test('no two of a list share an id or a route', () => {
  const first = defineOperation(right)
  expect(() => checkOperations([first, { ...first, path: '/again' }])).toThrow(
    /the id changePassword is taken by the operation/,
  )
  expect(() => checkOperations([first, { ...first, id: 'again' }])).toThrow(
    /POST \/password is taken by the operation "changePassword"/,
  )
  expect(() => checkOperations([first, { ...first, id: 'again', method: 'GET', encoding: 'query' }])).not.toThrow()
})

test('a documented path may be used with another method', () => {
  expect(define({ path: '/log', method: 'GET', encoding: 'query' })).not.toThrow()
})

test('the fields that a request has to have follow the dialect', () => {
  expect(requiredFields(operations.completeRegistration, { linking: 'cookie' })).toEqual(['password', 'register'])
  expect(requiredFields(operations.completeRegistration, { linking: 'userId' })).toEqual([
    'password',
    'userId',
    'register',
  ])
  expect(requiredFields(operations.uploadAvatar, { linking: 'userId' })).toEqual([])
  expect(requiredFields({ ...right, fields: {}, linked: true }, { linking: 'userId' })).toEqual(['userId'])
})
