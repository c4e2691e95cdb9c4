import * as z from 'zod/mini'
import type { FieldKind } from '../contract/define-endpoint.ts'
import type { FieldSchema } from '../contract/define-operation.ts'
import { fieldSchemas, mainlandMobile } from '../contract/fields.ts'

/** A JSON Schema, or any other object of an OpenAPI document. */
export type JsonSchema = Readonly<Record<string, unknown>>

type AnySchema = FieldSchema<unknown, string | null | undefined>

/** The JSON Schema of a zod schema: of its input or its output. */
export function jsonSchemaOf(schema: z.ZodMiniType, io: 'input' | 'output' = 'input'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const ownSchemas: Readonly<Record<string, z.ZodMiniType>> = { ...fieldSchemas, mainlandMobile }

/**
 * The JSON Schema of a field: for one of the document's by its name, for a zod schema, and for any schema that
 * describes itself as JSON Schema. For all others, just a string.
 */
export function fieldJsonSchema(field: FieldKind | AnySchema, io: 'input' | 'output'): JsonSchema {
  if (typeof field === 'string') return jsonSchemaOf(fieldSchemas[field])
  try {
    const found = describedBy(field, io) ?? {}
    return Object.keys(found).length > 0 ? found : { type: 'string' }
  } catch {
    // JSON Schema can't express this one.
    return { type: 'string' }
  }
}

function describedBy(field: AnySchema, io: 'input' | 'output'): JsonSchema | undefined {
  const { kind, _zod } = field as { kind?: unknown; _zod?: unknown }
  const known = typeof kind === 'string' && Object.hasOwn(ownSchemas, kind) ? ownSchemas[kind] : undefined
  if (known) return jsonSchemaOf(known)
  if (_zod !== undefined) return jsonSchemaOf(field as unknown as z.ZodMiniType, io)
  const { jsonSchema } = field['~standard'] as { jsonSchema?: Partial<Record<typeof io, (options: object) => unknown>> }
  const { $schema: _, ...rest } = (jsonSchema?.[io]?.({ target: 'draft-2020-12' }) ?? {}) as Record<string, unknown>
  return rest
}

/** Whether a message under this schema may be missing. */
export function mayBeMissing(message: AnySchema): boolean {
  const answer = message['~standard'].validate(undefined)
  return 'value' in answer || (!(answer instanceof Promise) && answer.issues === undefined)
}
