import type { Texts } from './texts.ts'

/** English texts. */
export const en: Texts = {
  language: 'en',
  results: {
    '0000': 'Success',
    '0001': 'This phone number is already registered',
    '0002': 'Some other error',
    '0004': 'Wrong verification code',
    '0005': 'Too many wrong verification codes',
    '0006': 'Unknown error',
    '0007': 'No such user',
    '0008': 'Wrong password',
  },
  fields: {
    'userId.format': 'Enter a phone number of 11 digits',
    'userId.mainlandMobile': 'Enter a valid mobile number of mainland China',
    'code.format': 'Enter the 4-digit verification code',
    'password.length': 'Use at least 8 characters',
    'password.lettersAndDigits': 'Use both letters and digits',
    'password.missing': 'Enter a password',
    'gender.value': 'Gender is "0" (female) or "1" (male)',
    'nickname.type': 'A nickname is text',
    'headImage.type': 'The avatar is the complete path that the upload returned',
    'img.type': 'The avatar is an image file',
    'img.unreadable': 'The image could not be read to its end',
    'field.schema': 'The schema of this field must answer at once, with text',
    'request.type': 'A request is an object',
    'options.value': 'An option of the call is not valid',
  },
}
