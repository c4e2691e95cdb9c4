import { createRequire } from 'node:module'

/** The version of this package, from its own package.json. */
export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('phone-auth-kit/package.json') as { version: string }
  return version
}
