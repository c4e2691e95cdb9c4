import { same, type Words } from '../../report/model/words.ts'
import type { Step } from '../http/step.ts'
import type { Value } from '../http/value.ts'
import { Undecided } from '../state/case-errors.ts'
import { commandWords } from '../state/command-words.ts'
import type { CodeSource } from '../state/contract-options.ts'
import type { RunState } from '../state/run-state.ts'

/** The code that was just sent, from where the run was told to read it; undefined where the reply has none. */
export async function readCode(
  runState: RunState,
  name: string,
  userId: Value,
  step: Step,
): Promise<Value | undefined> {
  const { codeSource, dialect } = runState.settings
  const value = (text: string): Value => {
    runState.masker.learn(text, 'backend')
    return { text, shell: `$${name}_code`, secret: true }
  }
  if (codeSource === undefined) {
    if (dialect.codeDelivery === 'sms')
      throw new Undecided('notRun', {
        zh: '验证码仅由短信发送，请用 codeSource（--code-url 或 --code-command）指定读取方式',
        en: 'codes are sent by SMS only: say where to read them with codeSource (--code-url or --code-command)',
      })
    return step.message === undefined ? lenientCode(step, value) : value(step.message)
  }
  try {
    return value(await ask(codeSource, userId.text, runState))
  } catch (error) {
    throw new Undecided('inconclusive', {
      zh: `未能从验证码来源读取验证码：${reasonOf(error).zh}`,
      en: `the code source gave no code: ${reasonOf(error).en}`,
    })
  }
}

/** A code sent as a number is a miss of its own; with it the rest can still be looked at. */
function lenientCode(step: Step, value: (text: string) => Value): Value | undefined {
  const number = /"message"\s*:\s*([0-9]+)/.exec(step.text)?.[1]
  return number === undefined ? undefined : value(number)
}

function reasonOf(error: unknown): Words {
  return error instanceof NoCode ? error.words : same(error instanceof Error ? error.name : 'error')
}

class NoCode extends Error {
  override readonly name = 'NoCode'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/** No use in asking again. */
class FinalNoCode extends NoCode {}

/** How long to wait between two looks at a source that has no code yet. */
const pause = 250

async function ask(source: CodeSource, userId: string, runState: RunState): Promise<string> {
  const signal = AbortSignal.any([runState.signal, AbortSignal.timeout(runState.settings.timeout)])
  if (typeof source === 'function') return codeIn(await bounded(Promise.resolve(source(userId, { signal })), signal))
  for (;;) {
    try {
      return codeIn(
        'url' in source
          ? await fetchText(source.url, userId, signal)
          : await runCommand(source.command, userId, signal),
      )
    } catch (error) {
      if (signal.aborted || error instanceof FinalNoCode || !(error instanceof NoCode)) throw error
    }
    await bounded(new Promise((resolve) => setTimeout(resolve, pause)), signal)
  }
}

function bounded<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      const end = () => reject(new NoCode({ zh: '超时', en: 'timeout' }))
      if (signal.aborted) end()
      else signal.addEventListener('abort', end, { once: true })
    }),
  ])
}

/** The text itself, or the member `code` of its JSON. */
function codeIn(text: string): string {
  let found: unknown = text.trim()
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null && 'code' in json) found = json.code
    if (typeof json === 'string') found = json
  } catch {}
  const code = typeof found === 'number' ? String(found) : found
  if (typeof code !== 'string' || !/^[0-9]{4}$/.test(code))
    throw new NoCode({ zh: '没有 4 位数字的验证码', en: 'no code of 4 digits' })
  return code
}

async function fetchText(template: string, userId: string, signal: AbortSignal): Promise<string> {
  const source = new URL(template.replaceAll('{userId}', encodeURIComponent(userId)))
  let url = source
  for (let hops = 0; hops <= 3; hops++) {
    const response = await fetch(url, { signal, redirect: 'manual' })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) {
      const text = await response.text()
      if (!response.ok) throw new NoCode({ zh: `状态码 ${response.status}`, en: `status ${response.status}` })
      return text
    }
    await response.body?.cancel()
    url = new URL(location, url)
    // Nobody is asked but whom the user named.
    if (url.origin !== source.origin) break
  }
  throw new FinalNoCode({
    zh: '重定向到其他主机，不会跟随；请直接给出目标地址',
    en: 'a redirect that is not followed: give the address it leads to',
  })
}

/** Without a shell: the words of the template are the program and its arguments. */
async function runCommand(template: string, userId: string, signal: AbortSignal): Promise<string> {
  const node = globalThis.process?.getBuiltinModule?.('node:child_process')
  if (!node) throw new NoCode({ zh: '命令只能在 Node 中运行', en: 'commands need Node' })
  const [program = '', ...words] = commandWords(template).map((word) => word.replaceAll('{userId}', userId))
  return await new Promise((resolve, reject) => {
    node.execFile(program, words, { signal, maxBuffer: 1024 * 1024 }, (error, stdout) =>
      error
        ? reject(new NoCode({ zh: `退出码 ${String(error.code)}`, en: `exit ${String(error.code)}` }))
        : resolve(stdout),
    )
  })
}
