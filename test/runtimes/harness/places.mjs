import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This package's own folder. */
export const here = fileURLToPath(new URL('..', import.meta.url))

/** The folder of phone-auth-kit itself. */
export const root = resolve(here, '../..')

/** A file under this package's own dependencies. */
export function dependency(path) {
  return join(here, 'node_modules', path)
}

/** Where Debian puts Chromium, or where the caller says it is. */
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
