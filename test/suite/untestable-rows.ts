import { type EndpointId, endpointIds } from '../../src/contract/endpoint-ids.ts'
import type { Words } from '../../src/report/model/words.ts'

/** A row of the document that no case can hold a backend to, and why. */
export interface UntestableRow {
  readonly endpoint: EndpointId
  readonly row: string
  readonly reason: Words
}

/** Every normative row that no must or should case cites. */
export const untestableRows: readonly UntestableRow[] = endpointIds.map((endpoint) => ({
  endpoint,
  row: 'protocol',
  reason: {
    zh: '地址是使用者给的：http 与 https 都可（勘误 E20）；能应答即说明协议正确',
    en: 'the address is given by the user, and https is accepted too (erratum E20): whoever answers speaks the protocol',
  },
}))
