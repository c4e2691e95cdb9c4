/**
 * A problem with a field, as a stable key. Schemas report it as the message of an issue; `phone-auth-kit/texts/zh` and
 * `/texts/en` have its text.
 */
export type FieldIssueCode =
  | 'userId.format'
  | 'userId.mainlandMobile'
  | 'code.format'
  | 'password.length'
  | 'password.lettersAndDigits'
  | 'password.missing'
  | 'gender.value'
  | 'nickname.type'
  | 'headImage.type'
  | 'img.type'
  | 'img.unreadable'
  | 'field.schema'
  | 'request.type'
  | 'options.value'
