import type { FieldSchema, OperationDefinition } from '../contract/define-operation.ts'
import type { Linking } from '../contract/dialect.ts'
import type { CallOptions, UploadOptions } from './client-options.ts'
import type { AvatarImage } from './images/avatar-image.ts'
import type { Call, Refused, Succeeded, Unanswered } from './outcomes.ts'

// The types of a team's own operations, inferred from their definitions. The document's operations need none of this.

type Types<Schema extends FieldSchema<unknown, string | null | undefined>> = NonNullable<Schema['~standard']['types']>

type OptionalOf<Operation> = Operation extends { readonly optional: readonly (infer Name)[] } ? Name : never

type FilesOf<Operation> = Operation extends { readonly files: readonly (infer Name extends string)[] } ? Name : never

type Values<Operation extends OperationDefinition> = {
  readonly [Name in keyof Operation['fields']]: Types<Operation['fields'][Name]>['input']
} & { readonly [Name in FilesOf<Operation>]: AvatarImage }

/** A request to an operation of your own. `Link` is the dialect's linking. */
export type RequestOf<Operation extends OperationDefinition, Link extends Linking = 'cookie'> = {
  readonly [Name in Exclude<keyof Values<Operation>, OptionalOf<Operation>>]: Values<Operation>[Name]
} & {
  readonly [Name in Extract<keyof Values<Operation>, OptionalOf<Operation>>]?: Values<Operation>[Name] | undefined
} & (Link extends 'userId'
    ? Operation extends { readonly linked: true }
      ? { readonly userId: string }
      : Record<never, never>
    : Record<never, never>)

type MessageOf<Operation extends OperationDefinition> = Operation extends {
  readonly message: infer Schema extends FieldSchema<unknown, string | null | undefined>
}
  ? Types<Schema>['output'] | (undefined extends Types<Schema>['output'] ? null : never) extends infer Message
    ? Exclude<Message, undefined>
    : never
  : null

type Success<Operation extends OperationDefinition> = Succeeded<MessageOf<Operation>>

/** Every outcome of an operation of your own except success. */
export type FailureIn<Operation extends OperationDefinition> =
  | Refused<Operation['failures'][number]>
  | Unanswered<string>

/** The outcome of a call of an operation of your own. */
export type OutcomeOf<Operation extends OperationDefinition> = Success<Operation> | FailureIn<Operation>

/** A call of an operation of your own. */
export type CallOf<Operation extends OperationDefinition> = Call<Success<Operation>, FailureIn<Operation>>

type OptionsOf<Operation> = Operation extends { readonly encoding: 'multipart' } ? UploadOptions : CallOptions

/** The arguments of `api.call` after the operation. The request may be omitted if no field is required. */
export type CallArguments<Operation extends OperationDefinition, Link extends Linking> =
  Record<never, never> extends RequestOf<Operation, Link>
    ? [request?: RequestOf<Operation, Link>, options?: OptionsOf<Operation>]
    : [request: RequestOf<Operation, Link>, options?: OptionsOf<Operation>]
