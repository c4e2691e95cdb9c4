import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** This package's own folder. */
export const benchRoot = join(import.meta.dirname, '..')

/** The package that is measured. */
export const packageRoot = join(benchRoot, '../..')

/** Where compiled scripts and other passing files go. */
export const temporary = join(benchRoot, '.tmp')

/** The version of an installed package. */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(benchRoot, 'node_modules', name, 'package.json'), 'utf8')).version
}

/**
 * Makes `phone-auth-kit` resolve to the built package above this folder, through its own `exports`. A link and not a
 * dependency, so that `npm ci` here doesn't install the package's own tools a second time.
 */
export function linkPackage(): void {
  if (!existsSync(join(packageRoot, 'dist/index.js'))) {
    throw new Error('phone-auth-kit is not built: run `npm ci && npm run build` in the root of the repository first')
  }
  const link = join(benchRoot, 'node_modules/phone-auth-kit')
  rmSync(link, { force: true, recursive: true })
  symlinkSync(packageRoot, link, 'dir')
}

/**
 * Compiles a script to plain JavaScript, packages left outside: Node's own stripping of types would cost more than
 * some of what is measured here. Relative imports of `source` start in this package's folder.
 */
export async function compile(name: string, source: string): Promise<string> {
  const outfile = join(temporary, `${name}.js`)
  await build({
    stdin: { contents: source, resolveDir: benchRoot, loader: 'ts', sourcefile: `${name}.ts` },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    target: 'node24',
    logLevel: 'error',
  })
  return outfile
}
