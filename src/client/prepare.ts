import type { OperationDefinition } from '../contract/define-endpoint.ts'
import type { FieldIssueCode } from '../contract/field-issue-code.ts'
import { userId } from '../contract/fields.ts'
import type { ClientOptions } from './client-options.ts'
import type { StreamedImage, WholeImage } from './images/avatar-image.ts'
import type { RequestIssue } from './outcomes.ts'
import { platform } from './platform/platform-node.ts'
import type { Judgement } from './transport/judge-reply.ts'

/** How a backend differs from the document; what is not named does not. */
export type Differences = NonNullable<ClientOptions['dialect']>

/** A request that keeps the rules of the document. */
export interface Prepared {
  /** The text fields as they go out. */
  readonly fields: Record<string, string>
  readonly image: WholeImage | StreamedImage | undefined
}

/** Checks a request field by field; what is not in the document is left out. */
export function prepare(
  operation: OperationDefinition,
  dialect: Differences,
  given: unknown,
): Prepared | RequestIssue[] {
  if (typeof given !== 'object' || given === null) return [{ field: '', code: 'request.type' }]
  const values = given as Record<string, unknown>
  const fields: Record<string, string> = {}
  const issues: RequestIssue[] = []
  const { id, optional } = operation
  const linked = dialect.linking === 'userId' && (id === 'verifyCode' || id === 'completeRegistration')
  for (const [field, schema] of Object.entries({ ...operation.fields, ...(linked && { userId }) })) {
    // By SMS only, the backend compares with what it issued (docs/contract.md, section 5).
    const sms = field === 'code_v' && dialect.codeDelivery === 'sms'
    const value = values[sms ? 'code' : field]
    if (value === undefined && optional?.includes(field)) continue
    const { success, data, error } = schema.safeParse(value)
    if (success) fields[field] = data as string
    else if (!sms) issues.push(...error.issues.map(({ message }) => ({ field, code: message as FieldIssueCode })))
  }
  const img = id === 'uploadAvatar' ? values.img : undefined
  const image = img ? platform.imageOf(img) : undefined
  if (img !== undefined && !image) issues.push({ field: 'img', code: 'img.type' })
  return issues.length > 0 ? issues : { fields: { ...fields, ...operation.fixed }, image }
}

/** The outcome of a request that breaks a rule. */
export function invalid(issues: RequestIssue[]): Judgement {
  const said = issues.map(({ field, code }) => `${field}: ${code === 'img.type' ? `pass ${platform.accepted}` : code}`)
  return { ok: false, kind: 'invalid-request', issues, reason: `nothing was sent; ${said.join(', ')}` }
}
