import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What is not part of the sources. */
const leftOut = new Set(['.git', '.tmp', 'node_modules', 'dist', 'reports', 'coverage'])

/** The worked examples of CONTRIBUTING.md, each a patch of this folder. */
export const patchNames = ['new-endpoint', 'new-case', 'allowed-variant', 'mock-option'] as const
export type PatchName = (typeof patchNames)[number]

/** The pages that commands write. No patch changes them: every other change of the sources may do so, too. */
export const writtenPages: Readonly<Record<string, readonly string[]>> = {
  'docs/kill-table.md': ['test/proof/run.ts', '--write'],
  'docs/rows.md': ['test/docs/rows.ts'],
  'docs/cases.md': ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', 'test/suite/docs.test.ts', '-u'],
}

/** The text of a patch. */
export function patchOf(name: PatchName): string {
  return readFileSync(new URL(`${name}.patch`, import.meta.url), 'utf8')
}

/** A copy of the sources, in a folder of its own unless one is given; `node_modules` is a link. */
export function copySources(folder = mkdtempSync(join(tmpdir(), 'worked-example-'))): string {
  cpSync(root, folder, { recursive: true, filter: (source) => !leftOut.has(basename(source)) || source === root })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  return folder
}

/** Removes a copy. */
export function removeCopy(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Applies a patch to a copy. */
export function applyPatch(folder: string, patch: string, name = 'the patch'): void {
  const { status, output } = runIn(folder, 'git', ['apply', '-C1', '-'], patch)
  if (status !== 0)
    throw new Error(
      `${name} does not apply any more:\n${output}\nRun \`node test/worked-example/edit.ts ${name.replace('.patch', '')}\` and follow what it prints.`,
    )
}

/** Runs a command in a copy, to its end. */
export function runIn(
  folder: string,
  command: string,
  parameters: readonly string[],
  input = '',
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // A test runner inside a test runner stands alone.
    env: {
      ...process.env,
      VITEST: undefined,
      VITEST_POOL_ID: undefined,
      VITEST_WORKER_ID: undefined,
      NODE_ENV: undefined,
    },
  })
  return { status, output: `${stdout ?? ''}${stderr ?? ''}${error ? String(error) : ''}` }
}

/** Type-checks a copy. */
export function typeCheck(folder: string): { readonly status: number | null; readonly output: string } {
  return runIn(folder, process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '--noEmit',
    '--pretty',
    'false',
  ])
}

/** The files of `src` that a patch touches. */
export function sourceFilesOf(patch: string): string[] {
  return [...patch.matchAll(/^\+\+\+ b\/(src\/.*)$/gm)].map(([, file = '']) => file)
}
