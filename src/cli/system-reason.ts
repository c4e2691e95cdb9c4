import { same, type Words } from '../report/model/words.ts'
import { UsageError } from '../suite/state/usage-error.ts'
import { quoted } from './command-line.ts'

const reasons: Readonly<Record<string, Words>> = {
  ENOENT: { zh: '文件或文件夹不存在', en: 'no such file or folder' },
  EACCES: { zh: '没有权限', en: 'permission denied' },
  EPERM: { zh: '没有权限', en: 'permission denied' },
  EROFS: { zh: '文件系统只读', en: 'read-only file system' },
  EISDIR: { zh: '它是文件夹', en: 'it is a folder' },
  ENOTDIR: { zh: '路径中有一处是文件，不是文件夹', en: 'part of the path is a file, not a folder' },
  EEXIST: { zh: '路径中有一处是文件，不是文件夹', en: 'part of the path is a file, not a folder' },
  ENOSPC: { zh: '磁盘空间不足', en: 'no space left on the disk' },
  EPIPE: { zh: '管道的读取端已关闭', en: 'the reader has closed the pipe' },
}

/** Why the system refused a file: a phrase for the common reasons, else the system's own code. */
export function systemReason(error: unknown): Words {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return reasons[code] ?? same(code)
}

/** Why a file that was read is of no use: it holds something else. */
export const notJson: Words = { zh: '不是有效的 JSON', en: 'not valid JSON' }

/** The error for a file of an option that can't be read. */
export function unreadable(option: string, file: string, why: Words): UsageError {
  return new UsageError({
    zh: `${option}：无法读取 ${quoted(file)}（${why.zh}）`,
    en: `${option}: can't read ${quoted(file)} (${why.en})`,
  })
}

/** Says that a file of an option can't be written. */
export function unwritable(option: string, file: string, error: unknown): Words {
  const { zh, en } = systemReason(error)
  return { zh: `${option}：无法写入 ${quoted(file)}（${zh}）`, en: `${option}: can't write ${quoted(file)} (${en})` }
}
