import type { Words } from '../../report/model/words.ts'
import type { Step } from '../http/step.ts'
import type { Value } from '../http/value.ts'
import { Undecided } from '../state/case-errors.ts'
import type { CodeSource } from '../state/contract-options.ts'
import type { RunState } from '../state/run-state.ts'
import { askCodeSource, type SourceAnswer } from './ask-code-source.ts'

/** How long to wait between two looks at a source that has no code yet, in milliseconds. */
const pause = 250

/**
 * How long a source that has never given a code may fail before it counts as dead, in milliseconds. One that has given
 * a code before gets as long as a request: an inbox may well answer 404 until the message is there.
 */
const grace = 3000

/**
 * Sends a code and reads it, by itself until the source has given its first code: so a source that is dead costs one
 * code and not one for everybody. Throws {@link Undecided} where no code can be read.
 */
export async function sendAndRead<Sent>(
  { settings, codes, sms }: RunState,
  sendThenRead: () => Promise<Sent>,
): Promise<Sent> {
  const { codeSource, dialect } = settings
  if (codeSource === undefined) {
    if (dialect.codeDelivery === 'sms' && sms.sent > 0) throw noSource
    return await sendThenRead()
  }
  while (codes.firstRead) await codes.firstRead
  if (codes.dead) throw noCode(codes.dead)
  if (codes.alive) return await sendThenRead()
  const reading = sendThenRead()
  const over = () => {
    codes.firstRead = undefined
  }
  codes.firstRead = reading.then(over, over)
  return await reading
}

/**
 * Notes which code the source shows for a phone before another one is sent to it, so that the old one is not taken for
 * the new one. Throws {@link Undecided}, before an SMS is spent, where nobody answers for the source.
 */
export async function beforeSending(runState: RunState, userId: string): Promise<void> {
  const { settings, codes, accounts, phones } = runState
  const { codeSource } = settings
  if (codeSource === undefined) return
  if (codes.dead) throw noCode(codes.dead)
  const isFresh = phones.kind === 'drawn' && !accounts.has(userId)
  if ((isFresh && codes.alive) || codes.latest.has(userId)) return
  const answer = await askCodeSource(codeSource, userId, signalOf(runState))
  if (answer.kind === 'broken') throw isDead(runState, answer.words)
  if (answer.kind === 'code') codes.latest.set(userId, answer.code)
}

/** The code that was just sent, read from the configured source; undefined if the reply has none. */
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
  if (codeSource !== undefined) return value(await readFromSource(runState, codeSource, userId.text))
  if (dialect.codeDelivery === 'sms') throw noSource
  return step.message === undefined ? lenientCode(step, value) : value(step.message)
}

/** A code sent as a number is a violation, which another case reports. With it, the rest can still be tested. */
function lenientCode(step: Step, value: (text: string) => Value): Value | undefined {
  const number = /"message"\s*:\s*([0-9]+)/.exec(step.text)?.[1]
  return number === undefined ? undefined : value(number)
}

/** Asks the source until it gives another code than the one that was there before, for as long as a request may take. */
async function readFromSource(runState: RunState, source: CodeSource, userId: string): Promise<string> {
  const { codes } = runState
  const signal = signalOf(runState)
  const started = performance.now()
  const before = codes.latest.get(userId)
  let last: SourceAnswer = { kind: 'none' }
  do {
    const answer = await askCodeSource(source, userId, signal)
    if (answer.kind === 'code' && answer.code !== before) {
      codes.alive = true
      codes.latest.set(userId, answer.code)
      return answer.code
    }
    if (answer.kind === 'broken') throw isDead(runState, answer.words)
    if (answer.kind === 'several') throw noCode(masked(runState, answer.words))
    // A look that the end of the time cut short says less than the one before it.
    if (!signal.aborted || last.kind === 'none') last = answer
    if (answer.kind === 'failed' && !codes.alive && performance.now() - started > grace)
      throw isDead(runState, answer.words)
    await wait(pause, signal)
  } while (!signal.aborted)
  const reason = last.kind === 'failed' ? last.words : last.kind === 'code' ? onlyTheOld : nothingCame(runState)
  throw codes.alive ? noCode(masked(runState, reason)) : isDead(runState, reason)
}

function signalOf({ signal, settings }: RunState): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(settings.timeout)])
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}

const onlyTheOld: Words = {
  zh: '来源给出的仍是上一次的验证码',
  en: 'it still shows the code that was sent before',
}

function nothingCame({ settings }: RunState): Words {
  const seconds = settings.timeout / 1000
  return { zh: `${seconds} 秒内没有 4 位数字的验证码（超时）`, en: `no code of 4 digits within ${seconds} s (timeout)` }
}

/** The source gives no code to anybody: no other SMS is spent on it. */
function isDead(runState: RunState, words: Words): Undecided {
  runState.codes.dead = masked(runState, words)
  return noCode(runState.codes.dead)
}

/** Any group of digits in what a source printed may be a code or a phone. */
function masked({ masker }: RunState, { zh, en }: Words): Words {
  const mask = (text: string) =>
    masker.text(text.replace(/[0-9]{4,}/g, (digits) => masker.value({ text: digits, shell: digits, secret: true })))
  return { zh: mask(zh), en: mask(en) }
}

function noCode(words: Words): Undecided {
  return new Undecided('inconclusive', {
    zh: `未能从验证码来源读取验证码：${words.zh}`,
    en: `the code source gave no code: ${words.en}`,
  })
}

const noSource = new Undecided('notRun', {
  zh: '验证码仅由短信发送，请用 codeSource（--code-url 或 --code-command）指定读取方式',
  en: 'codes are sent by SMS only: say where to read them with codeSource (--code-url or --code-command)',
})
