import type { Texts } from './texts.ts'

/** English texts. */
export const en: Texts = {
  language: 'en',
  results: {
    '0000': 'Success',
    '0001': 'This phone number is already registered',
    '0002': 'Another error occurred',
    '0004': 'Wrong verification code',
    '0005': 'Too many wrong verification codes',
    '0006': 'Unknown error',
    '0007': 'No such user',
    '0008': 'Wrong password',
  },
  fields: {
    'userId.format': 'Enter an 11-digit phone number',
    'userId.mainlandMobile': 'Enter a valid mainland China mobile number',
    'code.format': 'Enter the 4-digit verification code',
    'password.length': 'Use at least 8 characters',
    'password.lettersAndDigits': 'Use both letters and digits',
    'password.missing': 'Enter a password',
    'gender.value': 'Gender must be "0" (female) or "1" (male)',
    'nickname.type': 'The nickname must be text',
    'headImage.type': 'The avatar must be the complete path that the upload returned',
    'img.type': 'The avatar must be an image file',
    'img.unreadable': 'The image could not be read completely',
    'field.schema': 'The schema of this field must be synchronous and return a string',
    'request.type': 'The request must be an object',
    'options.value': 'An option of the call is invalid',
  },
}
