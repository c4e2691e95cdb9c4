import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { quoted } from './command-line.ts'
import { WrongUsage } from './wrong-usage.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file is in the place of a folder',
  EEXIST: 'a file is in the place of a folder',
}

/** What the system said of a file: in words where it is one of the usual things, else its code. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return reasons[code] ?? code
}

/**
 * Makes sure, before anything is sent, that a file can be written later. Folders on the way are made; a file that is
 * there keeps its content.
 *
 * @throws WrongUsage where it can't.
 */
export async function checkWritable(option: string, file: string, directory: string): Promise<void> {
  const path = resolve(directory, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    await access(found ? path : dirname(path), constants.W_OK)
  } catch (error) {
    throw new WrongUsage(`${option}: ${quoted(file)} can't be written (${systemReason(error)})`)
  }
}

/**
 * Writes a file an option names, and the folders on the way.
 *
 * @throws WrongUsage where it can't.
 */
export async function writeOutput(option: string, file: string, text: string, directory: string): Promise<void> {
  const path = resolve(directory, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  } catch (error) {
    throw new WrongUsage(`${option}: ${quoted(file)} can't be written (${systemReason(error)})`)
  }
}
