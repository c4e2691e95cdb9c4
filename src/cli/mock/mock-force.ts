import { type EndpointId, endpointIds, resultsOf } from '../../contract/endpoints.ts'
import type { ResultCode } from '../../contract/result-codes.ts'
import type { ReferenceBackend } from '../../reference/backend.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { didYouMean, quoted } from '../command-line.ts'

/** The endpoint of this name, which the user gave in this option. */
export function endpointNamed(name: string, option: string): EndpointId {
  const endpoint = endpointIds.find((id) => id === name)
  if (endpoint) return endpoint
  const guess = nearest(name, endpointIds)
  const { zh, en } = guess
    ? didYouMean(guess)
    : { zh: `；接口有 ${endpointIds.join('、')}`, en: `; there are ${endpointIds.join(', ')}` }
  throw new UsageError({
    zh: `${option}：没有接口 ${quoted(name)}${zh}`,
    en: `${option}: there is no endpoint ${quoted(name)}${en}`,
  })
}

/** The result code of this text, which the user gave in this option for an endpoint. */
export function resultNamed(code: string, endpoint: EndpointId, option: string): ResultCode {
  const results: readonly ResultCode[] = resultsOf(endpoint)
  const result = results.find((one) => one === code)
  if (result) return result
  throw new UsageError({
    zh: `${option}：${endpoint} 只返回 ${results.join('、')}，不返回 ${quoted(code)}`,
    en: `${option}: ${endpoint} returns ${results.join(', ')}, not ${quoted(code)}`,
  })
}

/** Forces a state that was written as `ENDPOINT=ANSWER[,times:N][,delay:MS]`. */
export function forceState(backend: ReferenceBackend, text: string): void {
  const equals = text.indexOf('=')
  if (equals < 0) {
    throw new UsageError({
      zh: `--force 的格式为 ENDPOINT=ANSWER，例如 login=0008，不能是 ${quoted(text)}`,
      en: `--force must have the form ENDPOINT=ANSWER, such as login=0008, not ${quoted(text)}`,
    })
  }
  const endpoint = endpointNamed(text.slice(0, equals), '--force')
  let answer: ResultCode | 'never' | 'drop' | undefined
  const options: { times?: number; delay?: number } = {}
  for (const part of text.slice(equals + 1).split(',')) {
    const [, name, value] = /^(times|delay):([0-9]{1,9})$/.exec(part) ?? []
    if (name === 'times' || name === 'delay') options[name] = Number(value)
    else if (part.includes(':')) {
      throw new UsageError({
        zh: `--force：${quoted(part)} 既不是 times:N，也不是 delay:MS`,
        en: `--force: ${quoted(part)} is neither times:N nor delay:MS`,
      })
    } else if (answer !== undefined) {
      throw new UsageError({
        zh: `--force：${quoted(text)} 给出了两个应答`,
        en: `--force: ${quoted(text)} has two answers`,
      })
    } else answer = part === 'never' || part === 'drop' ? part : resultNamed(part, endpoint, '--force')
  }
  if (options.times === 0)
    throw new UsageError({ zh: '--force：times 至少为 1', en: '--force: times must be at least 1' })
  // The text was just checked: the code is one of the endpoint's own, which no type can know.
  const force = backend.force as (id: EndpointId, answer: unknown, options?: unknown) => unknown
  if (answer === undefined) force(endpoint, options)
  else force(endpoint, answer, options)
}
