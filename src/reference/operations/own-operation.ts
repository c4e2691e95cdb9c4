import { type FieldSchema, type OperationDefinition, requiredFields } from '../../contract/define-operation.ts'
import type { UploadedImage } from '../http/parse-multipart.ts'
import type { Fields } from '../http/request-fields.ts'
import { carriesReply } from '../reference-settings.ts'
import type { Decisions } from '../rules/decisions.ts'
import type { Answer, BareStatus, OperationRequest, OperationRule, RuleContext } from '../rules/rule.ts'
import { issueCode } from '../rules/send-code.ts'
import { currentSession } from '../rules/sessions.ts'
import { storeImage } from '../rules/upload-avatar.ts'
import { tryCode } from '../rules/verify-code.ts'
import type { AnsweredOperation, OperationCall } from './answers.ts'
import { type ServedOperation, serve } from './served-operations.ts'

/** Serves an operation of a team's own. */
export function serveOwnOperation(answered: AnsweredOperation): ServedOperation {
  const { operation, options } = answered
  const { refusal = operation.failures[0], forcedMessage } = options
  const rule: OperationRule<string, Decisions> = {
    refusal,
    answer: (request, context) => answerRequest(answered, request, context),
    ...(forcedMessage !== undefined && { forcedMessage: () => forcedMessage }),
  }
  return serve(operation, rule)
}

async function answerRequest(
  { operation, rule }: AnsweredOperation,
  request: OperationRequest,
  context: RuleContext<Decisions>,
): Promise<Answer | BareStatus> {
  const { settings } = context
  const files = filesOf(operation, request)
  const missing = requiredFields(operation, settings.dialect).find((name) => !request.fields.get(name) && !files[name])
  if (missing !== undefined && settings.missingParameter === 'badRequest')
    return { status: 400, reason: `${missing} is missing` }

  const learned: Learned = {}
  const fields = await parsedFields(operation, request.fields)
  const call = { ...helpersOf(learned, request, context), fields, sent: request.fields, files }
  const { result, message = null, reason, status } = await rule(call)
  if (result !== '0000' && !operation.failures.includes(result)) throw ruleError('UNDOCUMENTED_RESULT')
  if (status !== undefined && !carriesReply(status)) throw ruleError('INVALID_STATUS')
  return { result, message, reason, ...(status !== undefined && { status }), ...learned }
}

/** An error of which the log shows the code. */
function ruleError(code: string): TypeError {
  return Object.assign(new TypeError('a rule returned an invalid answer'), { code })
}

function filesOf({ files = [] }: OperationDefinition, { parts }: OperationRequest) {
  const found: Record<string, UploadedImage | undefined> = {}
  for (const name of files) {
    // A browser's empty file input has an empty file name.
    const part = parts.find((one) => one.name === name && one.filename)
    found[name] = part && { filename: part.filename ?? '', type: part.type, bytes: part.bytes }
  }
  return found
}

async function parsedFields({ fields }: OperationDefinition, sent: Fields) {
  const parsed: Record<string, string | undefined> = {}
  for (const [name, schema] of Object.entries(fields)) parsed[name] = await parsedField(schema, sent.get(name))
  return parsed
}

async function parsedField(schema: FieldSchema, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined
  const outcome = await schema['~standard'].validate(text)
  return outcome.issues ? undefined : outcome.value
}

/** What the helpers of a call have found out, for the cookie and the log. */
type Learned = { -readonly [Name in 'session' | 'userId']?: string }

type Helpers = Omit<OperationCall, 'fields' | 'sent' | 'files'>

function helpersOf(learned: Learned, request: OperationRequest, context: RuleContext<Decisions>): Helpers {
  const { decisions, store, inbox, random, now } = context
  // A code that is sent or verified may start a new session, and what follows in the call belongs to that one.
  const latest = () => (learned.session === undefined ? request : { ...request, cookie: learned.session })
  const session = async () => {
    const current = await currentSession(latest(), context)
    if (current) learned.userId = current.userId
    return current
  }
  return {
    session,
    updateSession: async (step) => {
      const id = decisions.sessionOf(latest())
      if (id === undefined) return undefined
      return store.updateSession(id, (before) => {
        if (!before || decisions.isExpired(before, now())) return { session: undefined, result: undefined }
        const after = step(before)
        if (after.session && after.session.id !== id) throw new TypeError('updateSession: a step cannot change the id')
        return after
      })
    },
    sendCode: async (userId) => {
      const issued = await issueCode(userId, latest(), context)
      Object.assign(learned, { session: issued.session, userId })
      return issued.code
    },
    verifyCode: async (code) => {
      const tried = await tryCode({ code, codeV: code }, latest(), context)
      if (tried.userId !== undefined) learned.userId = tried.userId
      if (tried.session !== undefined) learned.session = tried.session
      return tried.result
    },
    hashPassword: async (password) => decisions.hashPassword(password, random),
    isRightPassword: async (password, person) => decisions.isRightPassword(password, person),
    storeFile: (file) => storeImage(file, request.origin, context),
    store,
    inbox,
    random,
    now,
  }
}
