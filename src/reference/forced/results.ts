import { type EndpointId, operations } from '../../contract/endpoints.ts'
import type { ResultOf } from '../../contract/replies.ts'

/** The result codes of each endpoint. */
export const resultsOf = Object.fromEntries(
  Object.values(operations).map(({ id, failures }) => [id, ['0000', ...failures]]),
) as unknown as { readonly [Id in EndpointId]: readonly ResultOf<Id>[] }
