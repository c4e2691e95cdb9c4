import { type EndpointId, operations } from '../../contract/endpoints.ts'
import type { Fields } from './request-fields.ts'

/** The paths of the document, and the methods of each. */
export const methodsOf: { readonly [path: string]: readonly string[] } = Object.fromEntries(
  Object.values(operations).map(({ path }) => [
    path,
    [...new Set(Object.values(operations).flatMap((other) => (other.path === path ? [other.method] : [])))],
  ]),
)

/**
 * The operation of a POST to /register. Three operations share the path. The method and the parameters tell them apart:
 * `register` (修饰视图，值为"1") marks step 2, `code` and `code_v` mark 验证码校验.
 *
 * A request with none of them counts as step 2, which refuses it.
 */
export function operationOfRegister(fields: Fields): EndpointId {
  if (fields.has('register')) return 'completeRegistration'
  if (fields.has('code') || fields.has('code_v')) return 'verifyCode'
  return 'completeRegistration'
}
