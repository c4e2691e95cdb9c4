import { execFile } from 'node:child_process'
import { WrongUsage } from './wrong-usage.ts'

/** Words as a shell would split them: blanks between, quotes around, a backslash before. Nothing is expanded. */
export function wordsOfCommand(command: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < command.length; index++) {
    const character = command[index] ?? ''
    const next = command[index + 1]
    if (quote) {
      if (character === quote) quote = ''
      else if (character === '\\' && quote === '"' && (next === '"' || next === '\\')) word += command[++index] ?? ''
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (character === '\\' && next !== undefined) word = (word ?? '') + (command[++index] ?? '')
    else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (quote) throw new WrongUsage(`--code-command: a ${quote} is never closed`)
  if (word !== undefined) words.push(word)
  return words
}

/** The code in a text: its JSON member `code`, or the text itself. */
function codeIn(text: string): string {
  const trimmed = text.trim()
  try {
    const value: unknown = JSON.parse(trimmed)
    if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code)
  } catch {
    // A bare code with a leading zero is no JSON.
  }
  return trimmed
}

/**
 * Reads codes from a command, run without a shell. `{userId}` is replaced within its words, so a number is never more
 * than a part of one argument. What the command prints stays out of errors: it may hold a code.
 */
export function codeCommand(
  template: string,
): (userId: string, context: { readonly signal: AbortSignal }) => Promise<string> {
  const [file, ...rest] = wordsOfCommand(template)
  if (file === undefined) throw new WrongUsage('--code-command needs a command')
  return (userId, { signal }) =>
    new Promise((resolve, reject) => {
      const insert = (word: string) => word.replaceAll('{userId}', userId)
      const options = { signal, maxBuffer: 64 * 1024, windowsHide: true }
      execFile(insert(file), rest.map(insert), options, (error, stdout) => {
        if (!error) return resolve(codeIn(stdout))
        reject(new Error(`the command for codes ${failureOf(error)}`))
      })
    })
}

function failureOf(error: Error & { readonly code?: unknown; readonly signal?: unknown }): string {
  if (error.name === 'AbortError') return 'took too long'
  if (error.code === 'ENOENT') return 'was not found'
  if (error.code === 'EACCES') return 'is not executable'
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed more than 64 KiB'
  if (typeof error.code === 'number') return `exited with ${error.code}`
  return error.signal ? `was ended by ${String(error.signal)}` : 'could not be run'
}
