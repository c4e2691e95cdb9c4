import type { DocumentedOperation, FieldKind } from '../contract/define-endpoint.ts'
import type { FieldSchema } from '../contract/define-operation.ts'
import { fieldSchemas } from '../contract/fields.ts'
import type { ClientOptions } from './client-options.ts'
import type { RequestIssue } from './outcomes.ts'

/** How a backend deliberately differs from the document. */
export type Differences = NonNullable<ClientOptions['dialect']>

/** A schema, or the name of one of the document's. */
export type Field = FieldKind | FieldSchema<unknown, string | null | undefined>

/** What the client can call: an operation of the document, or one of a team's own. */
export interface Operation extends Omit<DocumentedOperation, 'fields' | 'message' | 'failures'> {
  readonly fields: Readonly<Record<string, Field>>
  readonly message?: Field
  readonly failures: readonly string[]
}

/** Checks a value against the schema of a field. The result is empty if the schema does not answer at once. */
export function check(
  field: Field,
  value: unknown,
): { value?: unknown; issues?: readonly { message: string }[] | undefined } {
  const schema = typeof field === 'string' ? fieldSchemas[field] : field
  return schema['~standard'].validate(value) as ReturnType<typeof check>
}

/** The text fields of a request as they are sent, without the fixed ones, and what is wrong with them. */
export function checkFields(
  { fields, optional, linked }: Operation,
  dialect: Differences,
  given: unknown,
): { readonly texts: Record<string, string>; readonly issues: RequestIssue[] } {
  const texts: Record<string, string> = {}
  const issues: RequestIssue[] = []
  if (typeof given !== 'object' || given === null) issues.push({ field: '', code: 'request.type' })
  else {
    const { linking, codeDelivery } = dialect
    const asked: Operation['fields'] = { ...fields, ...(linked && linking === 'userId' && { userId: 'userId' }) }
    for (const [field, schema] of Object.entries(asked)) {
      // If codes travel by SMS only, the backend compares with the code it issued (docs/contract.md, section 5).
      const isSent = schema === 'sentCode' && codeDelivery === 'sms'
      const value = (given as Readonly<Record<string, unknown>>)[isSent ? 'code' : field]
      if (value === undefined && optional?.includes(field)) continue
      const checked = check(schema, value)
      if (typeof checked.value === 'string') texts[field] = checked.value
      else if (!isSent)
        for (const { message } of checked.issues ?? [{ message: 'field.schema' }])
          issues.push({ field, code: message as RequestIssue['code'] })
    }
  }
  return { texts, issues }
}
