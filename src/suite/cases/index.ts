import type { CaseDefinition } from '../define-case.ts'
import { randomJourneyCases } from '../random-journeys/case.ts'
import { ruleCases } from '../rules.ts'
import { adviceCases } from './advice.ts'
import { completeRegistrationCases } from './complete-registration.ts'
import { journeyCases } from './journeys.ts'
import { loginCases } from './login.ts'
import { sendCodeCases } from './send-code.ts'
import { uploadAvatarCases } from './upload-avatar.ts'
import { verifyCodeCases } from './verify-code.ts'

/** Every case, in the order of the document; what is asked of every reply comes last. */
export const allCases: readonly CaseDefinition[] = [
  ...journeyCases,
  ...randomJourneyCases,
  ...sendCodeCases,
  ...verifyCodeCases,
  ...uploadAvatarCases,
  ...completeRegistrationCases,
  ...loginCases,
  ...adviceCases,
  ...ruleCases,
]
