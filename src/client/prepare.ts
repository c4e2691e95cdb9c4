import type { OperationDefinition } from '../contract/define-endpoint.ts'
import type { Dialect } from '../contract/dialect.ts'
import { type FieldIssueCode, userId } from '../contract/fields.ts'
import { acceptedImages, imageOf, type StreamedImage, type WholeImage } from './avatar-image.ts'
import type { Judgement } from './judge-reply.ts'
import type { RequestIssue } from './outcomes.ts'

/** A request that keeps the rules of the document. */
export interface Prepared {
  /** The text fields as they go out. */
  readonly fields: Record<string, string>
  readonly image: WholeImage | StreamedImage | undefined
}

/** Checks a request field by field; what is not in the document is left out. */
export function prepare(
  operation: OperationDefinition,
  dialect: Dialect,
  given: unknown,
  streams: boolean,
): Prepared | RequestIssue[] {
  if (typeof given !== 'object' || given === null) return [{ field: '', code: 'request.type' }]
  const values = given as Record<string, unknown>
  const fields: Record<string, string> = {}
  const issues: RequestIssue[] = []
  const { id, optional } = operation
  const linked = dialect.linking === 'userId' && (id === 'verifyCode' || id === 'completeRegistration')
  for (const [field, schema] of Object.entries({ ...operation.fields, ...(linked && { userId }) })) {
    const sms = field === 'code_v' && dialect.codeDelivery === 'sms'
    const value = values[field]
    // By SMS only, the backend compares with what it issued (docs/contract.md, section 5).
    if (sms) fields.code_v = String(values.code)
    else if (value !== undefined || !optional?.includes(field)) {
      const { success, data, error } = schema.safeParse(value)
      if (success) fields[field] = data as string
      else issues.push({ field, code: error.issues[0]?.message as FieldIssueCode })
    }
  }
  const image = id === 'uploadAvatar' ? imageOf(values.img) : undefined
  if (image === 'refused' || (image && !('blob' in image) && !streams)) issues.push({ field: 'img', code: 'img.type' })
  return issues.length > 0 ? issues : { fields: { ...fields, ...operation.fixed }, image: image as Prepared['image'] }
}

/** The outcome of a request that breaks a rule. */
export function invalid(issues: RequestIssue[], reason?: string): Judgement {
  const said = issues.map(({ field, code }) => (code === 'img.type' ? acceptedImages : `${field} (${code})`)).join(', ')
  return { ok: false, kind: 'invalid-request', issues, reason: reason ?? `nothing was sent: ${said}` }
}
