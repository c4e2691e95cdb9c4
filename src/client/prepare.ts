import { checkFields, type Differences, type Operation } from './check-fields.ts'
import type { StreamedImage, WholeImage } from './images/avatar-image.ts'
import type { RequestIssue } from './outcomes.ts'
import { platform } from './platform/platform-node.ts'
import type { Judgement } from './transport/judge-reply.ts'

/** A valid request: texts and files by the name of their field, as they are sent. */
export type Prepared = Record<string, string | WholeImage | StreamedImage>

/** Checks a request field by field, and drops fields that the operation does not have. */
export function prepare(operation: Operation, dialect: Differences, given: unknown): Prepared | RequestIssue[] {
  const { files = [], optional, fixed } = operation
  const { texts, issues } = checkFields(operation, dialect, given)
  const prepared: Prepared = { ...texts, ...fixed }
  for (const field of files) {
    const img = (given as Readonly<Record<string, unknown>> | null)?.[field]
    const image = img ? platform.imageOf(img) : undefined
    if (image) prepared[field] = image
    else if (img !== undefined || !optional?.includes(field)) issues.push({ field, code: 'img.type' })
  }
  return issues.length > 0 ? issues : prepared
}

/** The outcome of an invalid request. */
export function invalid(issues: RequestIssue[]): Judgement {
  const said = issues.map(({ field, code }) => `${field}: ${code === 'img.type' ? `pass ${platform.accepted}` : code}`)
  return { ok: false, kind: 'invalid-request', issues, reason: `nothing was sent; ${said.join(', ')}` }
}
