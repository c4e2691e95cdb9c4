import { type EndpointId, operations } from '../../contract/endpoints.ts'
import type { Fields } from './request-fields.ts'

/** The paths of the document, and the methods each of them takes. */
export const methodsOf: { readonly [path: string]: readonly string[] } = Object.fromEntries(
  Object.values(operations).map(({ path }) => [
    path,
    [...new Set(Object.values(operations).flatMap((other) => (other.path === path ? [other.method] : [])))],
  ]),
)

/**
 * Which operation a POST to /register asks for. Three operations share the path; they are told apart by method and by
 * which parameters are present: `register` (修饰视图，值为"1") marks step 2, `code` and `code_v` 验证码校验.
 *
 * What has neither is taken for step 2, which refuses it.
 */
export function operationOfRegister(fields: Fields): EndpointId {
  if (fields.has('register')) return 'completeRegistration'
  if (fields.has('code') || fields.has('code_v')) return 'verifyCode'
  return 'completeRegistration'
}
