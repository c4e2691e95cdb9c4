import type { EndpointId } from '../../contract/endpoints.ts'
import { adviceCases } from '../cases/advice.ts'
import { completeRegistrationCases } from '../cases/complete-registration.ts'
import type { CaseDefinition } from '../cases/define-case.ts'
import { journeyCases } from '../cases/journeys.ts'
import { loginCases } from '../cases/login.ts'
import { ownOperationCases } from '../cases/own-operation.ts'
import { ruleCases } from '../cases/reply-rules.ts'
import { sendCodeCases } from '../cases/send-code.ts'
import { uploadAvatarCases } from '../cases/upload-avatar.ts'
import { verifyCodeCases } from '../cases/verify-code.ts'
import { randomJourneyCases } from '../random-journeys/random-journeys-case.ts'
import type { Settings } from '../state/run-settings.ts'

/** The cases of each endpoint, in document order. */
const casesOfEndpoints: { readonly [Id in EndpointId]: readonly CaseDefinition[] } = {
  sendCode: sendCodeCases,
  verifyCode: verifyCodeCases,
  uploadAvatar: uploadAvatarCases,
  completeRegistration: completeRegistrationCases,
  login: loginCases,
}

/** The cases about the document; the rules for every reply come last. */
const casesOfDocument: readonly CaseDefinition[] = [
  ...journeyCases,
  ...randomJourneyCases,
  ...Object.values(casesOfEndpoints).flat(),
  ...adviceCases,
  ...ruleCases,
]

/** All cases: those about the document, then those about the team's own operations. */
export function allCases({ operations, lang }: Pick<Settings, 'operations' | 'lang'>): readonly CaseDefinition[] {
  return [...casesOfDocument, ...ownOperationCases(operations, lang)]
}
