import ky from 'ky'
import { checkCall, checkClient } from '../check-options.ts'
import { wholeImageOf } from '../images/whole-image.ts'
import { sessionOf } from '../session/client-session.ts'
import { createCookieJar } from '../session/cookie-jar.ts'
import { judgeError } from '../transport/judge-error.ts'
import type { Platform } from './platform.ts'

/** workerd and other server runtimes without Node's modules. */
export const platform: Platform = {
  ky: () => ky,
  createJar: createCookieJar,
  checkClient,
  checkCall,
  sessionOf,
  imageOf: wholeImageOf,
  accepted: 'a File, a Blob, bytes or { bytes, name }',
  judgeError,
}
