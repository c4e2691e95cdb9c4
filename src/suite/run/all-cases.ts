import { adviceCases } from '../cases/advice.ts'
import { completeRegistrationCases } from '../cases/complete-registration.ts'
import type { CaseDefinition } from '../cases/define-case.ts'
import { journeyCases } from '../cases/journeys.ts'
import { loginCases } from '../cases/login.ts'
import { ruleCases } from '../cases/reply-rules.ts'
import { sendCodeCases } from '../cases/send-code.ts'
import { uploadAvatarCases } from '../cases/upload-avatar.ts'
import { verifyCodeCases } from '../cases/verify-code.ts'
import { randomJourneyCases } from '../random-journeys/random-journeys-case.ts'

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
