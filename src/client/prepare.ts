import { checkFields, type Differences, type Operation } from './check-fields.ts'
import type { StreamedImage, WholeImage } from './images/avatar-image.ts'
import type { RequestIssue } from './outcomes.ts'
import { platform } from './platform/platform-node.ts'
import type { Judgement } from './transport/judge-reply.ts'

/** A request that keeps the rules of its operation. */
export interface Prepared {
  /** The text fields as they go out. */
  readonly fields: Record<string, string>
  /** The files, by the name of their field. */
  readonly images: Record<string, WholeImage | StreamedImage>
}

/** Checks a request field by field; what the operation does not have is left out. */
export function prepare(operation: Operation, dialect: Differences, given: unknown): Prepared | RequestIssue[] {
  const { texts, issues } = checkFields(operation, dialect, given)
  const images: Prepared['images'] = {}
  for (const field of operation.files ?? []) {
    const img = (given as Readonly<Record<string, unknown>> | null)?.[field]
    const image = img ? platform.imageOf(img) : undefined
    if (image) images[field] = image
    else if (img !== undefined || !operation.optional?.includes(field)) issues.push({ field, code: 'img.type' })
  }
  return issues.length > 0 ? issues : { fields: { ...texts, ...operation.fixed }, images }
}

/** The outcome of a request that breaks a rule. */
export function invalid(issues: RequestIssue[]): Judgement {
  const said = issues.map(({ field, code }) => `${field}: ${code === 'img.type' ? `pass ${platform.accepted}` : code}`)
  return { ok: false, kind: 'invalid-request', issues, reason: `nothing was sent; ${said.join(', ')}` }
}
