import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Words } from '../report/model/words.ts'
import { UsageError } from '../suite/state/usage-error.ts'
import { unwritable } from './system-reason.ts'

/** Something that could not be written. It ends a command with exit code 3 where nothing worse applies. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
  /** The message in both languages; `message` is the English one. */
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/**
 * Makes sure, before anything is sent, that a file can be written later. Creates missing folders; a file that exists
 * keeps its content.
 *
 * @throws UsageError where it can't.
 */
export async function checkWritable(option: string, file: string, directory: string): Promise<void> {
  const path = resolve(directory, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    await access(found ? path : dirname(path), constants.W_OK)
  } catch (error) {
    throw new UsageError(unwritable(option, file, error))
  }
}

/**
 * Writes the file of an option, and creates missing folders.
 *
 * @throws OutputError where it can't.
 */
export async function writeOutput(option: string, file: string, text: string, directory: string): Promise<void> {
  const path = resolve(directory, file)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  } catch (error) {
    throw new OutputError(unwritable(option, file, error))
  }
}
