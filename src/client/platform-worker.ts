import ky from 'ky'
import { createCookieJar } from './cookie-jar.ts'
import { judgeError } from './judge-error.ts'
import type { Platform } from './platform.ts'
import { sessionOf } from './session.ts'
import { wholeImageOf } from './whole-image.ts'

/** workerd and other servers without Node's own modules. */
export const platform: Platform = {
  ky: () => ky,
  createJar: createCookieJar,
  sessionOf,
  imageOf: wholeImageOf,
  accepted: 'a File, a Blob, bytes or { bytes, name }',
  judgeError,
}
