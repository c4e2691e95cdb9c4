import ky from 'ky'
import { wholeImageOf } from '../images/whole-image.ts'
import type { Platform } from './platform.ts'

/** Browsers keep cookies themselves, can't stream a body over HTTP/1.1, and give no details of network errors. */
export const platform: Platform = {
  ky: () => ky,
  sessionOf: (_, origin) => ({ export: () => ({ origin, cookies: [] }), import() {} }),
  imageOf: wholeImageOf,
  accepted: 'a File, a Blob, bytes or { bytes, name }',
}
