import { defineOperation, newPasswordField, userIdField } from 'phone-auth-kit'
import { type ExaminedOperation, type ExampleFile, type ExampleOf, examine } from 'phone-auth-kit/contract-tests'
import { describe, expectTypeOf, test } from 'vitest'
import * as z from 'zod/mini'

const feedback = defineOperation({
  id: 'feedback',
  method: 'POST',
  path: '/feedback',
  encoding: 'multipart',
  fields: { userId: userIdField, stars: z.pipe(z.number(), z.transform(String)), text: z.string() },
  files: ['photo', 'screenshot'],
  optional: ['text', 'screenshot'],
  failures: ['1001'],
})

describe('examine', () => {
  test('asks for every required field as a text or a file', () => {
    expectTypeOf<ExampleOf<typeof feedback>>().toEqualTypeOf<
      { readonly userId: string; readonly stars: string; readonly photo: ExampleFile } & {
        readonly text?: string | undefined
        readonly screenshot?: ExampleFile | undefined
      }
    >()
    const photo = { bytes: new Uint8Array(1), name: 'photo.png' }
    const examined = examine(feedback, { example: ({ userId }) => ({ userId, stars: '5', photo }) })
    expectTypeOf(examined).toEqualTypeOf<ExaminedOperation>()
  })

  test('refuses an example that lacks a field, or gives a text for a file', () => {
    const changePassword = defineOperation({
      id: 'changePassword',
      method: 'POST',
      path: '/password',
      encoding: 'body',
      fields: { userId: userIdField, password: newPasswordField },
      failures: ['0007'],
    })
    // @ts-expect-error: the password is missing
    examine(changePassword, { example: ({ userId }) => ({ userId }) })
    // @ts-expect-error: photo is a file
    examine(feedback, { example: ({ userId }) => ({ userId, stars: '5', photo: 'photo.png' }) })
  })
})
