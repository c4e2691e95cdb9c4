import ky from 'ky'
import { createCookieJar } from './cookie-jar.ts'
import type { Platform } from './platform.ts'

/** workerd and other servers without Node's own modules. */
export const platform: Platform = { ky: () => ky, createJar: createCookieJar }
