import type { Mutant } from './mutant.ts'
import { wrongCodeComparisons } from './wrong/codes.ts'
import { wrongEnvelopes } from './wrong/envelopes.ts'
import { wrongLocks } from './wrong/locks.ts'
import { wrongLogins } from './wrong/logins.ts'
import { wrongSendings } from './wrong/sent-codes.ts'
import { wrongSessions } from './wrong/sessions.ts'
import { wrongRegistrations } from './wrong/step-two.ts'
import { wrongTransports } from './wrong/transport.ts'
import { wrongUploads } from './wrong/uploads.ts'

/** All wrong backends, in the order of the document. */
export const mutants: readonly Mutant[] = [
  ...wrongSendings,
  ...wrongCodeComparisons,
  ...wrongLocks,
  ...wrongUploads,
  ...wrongRegistrations,
  ...wrongLogins,
  ...wrongSessions,
  ...wrongEnvelopes,
  ...wrongTransports,
]
