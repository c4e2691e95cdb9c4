import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Runs shell lines as printed, in an empty folder. */
export async function bash(lines: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'curl-lines-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const child = spawn('bash', ['-c', lines.join('\n')], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  await new Promise((resolve) => child.on('close', resolve))
  return output
}

/** The last result code in a text. */
export const resultIn = (text: string) => [...text.matchAll(/"result": *"([^"]*)"/g)].at(-1)?.[1]
