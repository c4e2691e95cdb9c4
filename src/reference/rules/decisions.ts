import type { Settings } from '../reference-settings.ts'
import { type CompleteRegistrationDecisions, documentedCompleteRegistration } from './complete-registration.ts'
import { documentedLogin, type LoginDecisions } from './login.ts'
import { documentedReplies, type ReplyDecisions } from './reply.ts'
import { documentedSendCode, type SendCodeDecisions } from './send-code.ts'
import { documentedSessions, type SessionDecisions } from './session-rules.ts'
import { documentedUploadAvatar, type UploadAvatarDecisions } from './upload-avatar.ts'
import { documentedVerifyCode, type VerifyCodeDecisions } from './verify-code.ts'

/** Every single thing the rules decide, by name, so that a backend that is wrong in one of them can be built. */
export interface Decisions
  extends SessionDecisions,
    SendCodeDecisions,
    VerifyCodeDecisions,
    UploadAvatarDecisions,
    CompleteRegistrationDecisions,
    LoginDecisions,
    ReplyDecisions {}

/** What the document decides, and these settings where it leaves a choice. */
export function documentedDecisions(settings: Settings): Decisions {
  return {
    ...documentedSessions(settings),
    ...documentedSendCode(settings),
    ...documentedVerifyCode(settings),
    ...documentedUploadAvatar(settings),
    ...documentedCompleteRegistration(settings),
    ...documentedLogin(settings),
    ...documentedReplies(settings),
  }
}

/** Some decisions taken otherwise; a function is given the documented ones to build on. */
export type ChangedDecisions = Partial<Decisions> | ((documented: Decisions, settings: Settings) => Partial<Decisions>)
