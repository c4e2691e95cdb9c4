import type { Words } from '../../report/model/words.ts'
import { commandWords } from '../state/command-words.ts'
import type { CodeSource } from '../state/contract-options.ts'
import { codeInText, oneLine } from './code-in-text.ts'

/**
 * What one look at a code source gave.
 *
 * `failed`: it gave no text, but may give one later, as an inbox that answers 404 before the first message does.
 * `broken`: it never will, since nobody is there.
 */
export type SourceAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' | 'failed' | 'broken'; readonly words: Words }

/** Looks once for the code of a phone. Never rejects; ends with the signal. */
export async function askCodeSource(source: CodeSource, userId: string, signal: AbortSignal): Promise<SourceAnswer> {
  try {
    if (typeof source === 'function') {
      const text = await unlessAborted(Promise.resolve(source(userId, { signal })), signal)
      return text === undefined ? { kind: 'none' } : codeInText(String(text))
    }
    return 'url' in source
      ? await fetchCode(source.url, userId, signal)
      : await runCommand(source.command, userId, signal)
  } catch (error) {
    if (signal.aborted) return { kind: 'none' }
    // The message of a function's own error may hold anything, a code too.
    const name = error instanceof Error ? error.name : 'error'
    return { kind: 'failed', words: { zh: `函数抛出 ${name}`, en: `the function threw ${name}` } }
  }
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason)
      else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])
}

async function fetchCode(template: string, userId: string, signal: AbortSignal): Promise<SourceAnswer> {
  const source = new URL(template.replaceAll('{userId}', encodeURIComponent(userId)))
  let url = source
  for (let hops = 0; hops <= 3; hops++) {
    let response: Response
    try {
      response = await fetch(url, { signal, redirect: 'manual' })
    } catch (error) {
      if (signal.aborted) return { kind: 'none' }
      const why = systemCode(error)
      return { kind: 'broken', words: { zh: `无法连接（${why}）`, en: `no connection (${why})` } }
    }
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) {
      const text = await response.text()
      if (response.ok) return codeInText(text)
      return {
        kind: 'failed',
        words: printed(
          { zh: `状态码 ${response.status}`, en: `status ${response.status}` },
          text,
          template.split(/[/?&=#]/),
        ),
      }
    }
    await response.body?.cancel()
    url = new URL(location, url)
    // Nobody is asked but whom the user named.
    if (url.origin !== source.origin) break
  }
  return {
    kind: 'broken',
    words: {
      zh: '重定向到其他主机，不会跟随；请直接给出目标地址',
      en: 'a redirect that is not followed: give the address it leads to',
    },
  }
}

/** Why a fetch rejected, as the system names it: `ECONNREFUSED`, `ENOTFOUND`. */
function systemCode(error: unknown): string {
  for (let depth = 0, each = error; depth < 5 && typeof each === 'object' && each !== null; depth++) {
    if ('code' in each && typeof each.code === 'string') return each.code
    each = 'cause' in each ? each.cause : undefined
  }
  return error instanceof Error ? error.name : 'error'
}

/** Without a shell: the words of the template are the program and its arguments. */
async function runCommand(template: string, userId: string, signal: AbortSignal): Promise<SourceAnswer> {
  const node = globalThis.process?.getBuiltinModule?.('node:child_process')
  if (!node) return { kind: 'broken', words: { zh: '命令只能在 Node 中运行', en: 'commands need Node' } }
  const [program = '', ...words] = commandWords(template).map((word) => word.replaceAll('{userId}', userId))
  return await new Promise((resolve) => {
    node.execFile(program, words, { signal, maxBuffer: 1024 * 1024 }, (error, stdout, stderr) => {
      if (!error) resolve(codeInText(stdout))
      else if (signal.aborted) resolve({ kind: 'none' })
      else if (typeof error.code === 'string') resolve({ kind: 'broken', words: notStarted(error.code) })
      else {
        const code = String(error.code ?? error.signal)
        resolve({
          kind: 'failed',
          words: printed({ zh: `退出码 ${code}`, en: `exit code ${code}` }, stderr || stdout, words),
        })
      }
    })
  })
}

function notStarted(code: string): Words {
  return code === 'ENOENT'
    ? {
        zh: '找不到命令，请检查 --code-command 的第一个词',
        en: 'the command was not found: check the first word of --code-command',
      }
    : { zh: `命令无法运行（${code}）`, en: `the command could not be run (${code})` }
}

/** With what was printed, but not what the user gave: an address or a command may hold a key. */
function printed(words: Words, text: string, given: readonly string[]): Words {
  const secrets = given.filter((word) => word.length >= 4 && !word.startsWith('-'))
  const line = secrets.reduce((shown, secret) => shown.replaceAll(secret, '••••'), oneLine(text))
  return line === '' ? words : { zh: `${words.zh}：${line}`, en: `${words.en}: ${line}` }
}
