/**
 * What can be wrong with a field, as a stable key. Schemas report it as their message; `phone-auth-kit/texts/zh` and
 * `/texts/en` turn it into words.
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
