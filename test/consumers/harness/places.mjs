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

/** The binary of a major version of Node, from its npm package. */
export function nodeOf(major) {
  return dependency(`node${major}/bin/node`)
}

/** The folder to put first on PATH so that `node`, `npm` and `npx` run on a major version of Node. */
export function nodeFolderOf(major) {
  return dependency(`node${major}/bin`)
}
