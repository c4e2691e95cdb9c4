import type { EndpointId } from '../../contract/endpoints.ts'
import type { ResultOf } from '../../contract/replies.ts'
import { completeRegistration } from './complete-registration.ts'
import type { Decisions } from './decisions.ts'
import { login } from './login.ts'
import type { OperationRule } from './rule.ts'
import { sendCode } from './send-code.ts'
import { uploadAvatar } from './upload-avatar.ts'
import { verifyCode } from './verify-code.ts'

/** The rule of each section of the document. An operation of the document without a rule does not compile. */
export const documentRules: { readonly [Id in EndpointId]: OperationRule<ResultOf<Id>, Decisions> } = {
  sendCode,
  verifyCode,
  uploadAvatar,
  completeRegistration,
  login,
}
