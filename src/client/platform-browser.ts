import ky from 'ky'
import type { Platform } from './platform.ts'

/** Browsers keep their own cookies and can't stream a body over HTTP/1.1. */
export const platform: Platform = { ky: () => ky }
