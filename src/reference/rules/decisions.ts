import type { Settings } from '../reference-settings.ts'
import { type CompleteRegistrationDecisions, documentedCompleteRegistration } from './complete-registration.ts'
import { documentedLogin, type LoginDecisions } from './login.ts'
import { documentedReplies, type ReplyDecisions } from './reply.ts'
import { documentedSendCode, type SendCodeDecisions } from './send-code.ts'
import { documentedSessions, type SessionDecisions } from './sessions.ts'
import { documentedUploadAvatar, type UploadAvatarDecisions } from './upload-avatar.ts'
import { documentedVerifyCode, type VerifyCodeDecisions } from './verify-code.ts'

/** Every decision of the rules, by name, so that a backend can be built that gets a single one wrong. */
export interface Decisions
  extends SessionDecisions,
    SendCodeDecisions,
    VerifyCodeDecisions,
    UploadAvatarDecisions,
    CompleteRegistrationDecisions,
    LoginDecisions,
    ReplyDecisions {}

/** The decisions of the document; where it leaves a choice, those of the settings. */
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

/** Decisions to replace. A function receives the documented ones, to build on. */
export type ChangedDecisions = Partial<Decisions> | ((documented: Decisions, settings: Settings) => Partial<Decisions>)
