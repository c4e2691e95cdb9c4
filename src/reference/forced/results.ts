import type { EndpointId } from '../../contract/endpoint-ids.ts'
import type { ResultOf } from '../../contract/replies.ts'

// The result codes of each endpoint, without the schemas of the contract value: loading those would double the time a
// server takes to start. A test compares them with the contract.

/** The result codes of each endpoint. */
export const resultsOf: { readonly [Id in EndpointId]: readonly ResultOf<Id>[] } = {
  sendCode: ['0000', '0001', '0002'],
  verifyCode: ['0000', '0004', '0005'],
  uploadAvatar: ['0000', '0006'],
  completeRegistration: ['0000', '0006'],
  login: ['0000', '0007', '0008'],
}
