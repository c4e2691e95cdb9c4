import { describe, expect, test } from 'vitest'
import { endpointIds, operations } from '../../src/contract/endpoints.ts'
import { mainlandMobile, newPassword } from '../../src/contract/fields.ts'
import { settingsOf } from '../../src/reference/reference-settings.ts'
import { documentedDecisions } from '../../src/reference/rules/decisions.ts'
import { documentRules } from '../../src/reference/rules/document-rules.ts'
import fc from '../harness/fast-check.ts'

// The reference backend loads no schema library. These tests compare its rules with the schemas.

test.each(endpointIds)('%s refuses unreadable requests with one of its failures', (id) => {
  expect(operations[id].failures).toContain(documentRules[id].refusal)
})

describe('the documented decisions', () => {
  const decisions = documentedDecisions(settingsOf({ phones: 'mainlandMobile' }))

  test('accept the passwords that the contract accepts', () => {
    const password = fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[A-Za-z0-9]{1,12}$/))
    fc.assert(
      fc.property(password, (text) => decisions.isAcceptablePassword(text) === newPassword.safeParse(text).success),
    )
  })

  test('accept the phone numbers that the contract calls mobile numbers', () => {
    const number = fc.oneof(fc.stringMatching(/^[0-9]{10,12}$/), fc.stringMatching(/^1[2-9][0-9]{9}$/), fc.string())
    fc.assert(fc.property(number, (text) => decisions.isPhoneNumber(text) === mainlandMobile.safeParse(text).success))
  })
})
