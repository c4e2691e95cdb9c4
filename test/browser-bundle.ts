import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** A script, bundled for browsers. */
export interface BrowserBundle {
  readonly text: string
  /** Bytes, minified. */
  readonly minified: number
  /** Bytes, minified and gzipped at level 9. */
  readonly gzip: number
  /** Minified bytes by source file. */
  readonly files: Readonly<Record<string, number>>
}

/** Bundles a script as an app would. Imports are resolved from `folder`; `external` ones are left out. */
export async function bundleForBrowsers(
  script: string,
  folder: string,
  external: string[] = [],
): Promise<BrowserBundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: script, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    external,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // Otherwise the paths of tsconfig.json would lead to the sources.
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  const contents = outputFiles[0]?.contents ?? new Uint8Array()
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return {
    text: new TextDecoder().decode(contents),
    minified: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
    files: Object.fromEntries(inputs.map(([file, { bytesInOutput }]) => [file, bytesInOutput])),
  }
}

/**
 * A script that only references ky and the functions of zod/mini that a bundle without both uses. Whatever the whole
 * bundle has beyond it is our own part.
 */
export function dependenciesOf({ text }: BrowserBundle): string {
  const names = [...text.matchAll(/import\s*\*\s*as\s+([\w$]+)\s*from\s*"zod\/mini"/g)].map(([, name = '']) => name)
  const used = names.flatMap((name) => {
    const members = text.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\.([\\w$]+)`, 'g'))
    return [...members].map(([, member]) => `z.${member}`)
  })
  return `import ky from 'ky'; import * as z from 'zod/mini'; globalThis.kept = [ky, ${[...new Set(used)].join(', ')}]`
}
