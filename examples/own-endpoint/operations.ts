// Two endpoints that the document does not have: a code for somebody who forgot their password, and a new password.
import { codeField, defineOperation, newPasswordField, userIdField } from 'phone-auth-kit'

export const sendResetCode = defineOperation({
  id: 'sendResetCode',
  method: 'GET',
  path: '/reset',
  encoding: 'query',
  fields: { userId: userIdField },
  message: codeField,
  failures: ['0007'],
})

export const resetPassword = defineOperation({
  id: 'resetPassword',
  method: 'POST',
  path: '/reset',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField },
  failures: ['0004', '1001'],
  texts: { zh: { '1001': '新密码不能与旧密码相同' }, en: { '1001': 'The new password is the old one' } },
})
