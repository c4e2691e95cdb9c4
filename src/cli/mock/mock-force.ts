import { type EndpointId, endpointIds } from '../../contract/endpoints.ts'
import type { ResultCode } from '../../contract/result-codes.ts'
import type { ReferenceBackend } from '../../reference/backend.ts'
import { resultsOf } from '../../reference/forced/results.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { quoted } from '../command-line.ts'
import { WrongUsage } from '../wrong-usage.ts'

/** An endpoint by the name a user gave it. */
export function endpointNamed(name: string, option: string): EndpointId {
  const endpoint = endpointIds.find((id) => id === name)
  if (endpoint) return endpoint
  const guess = nearest(name, endpointIds)
  throw new WrongUsage(
    `${option}: there is no endpoint ${quoted(name)}; ${guess ? `did you mean ${guess}?` : `there are ${endpointIds.join(', ')}`}`,
  )
}

/** A result code of this endpoint by the text a user gave. */
export function resultNamed(code: string, endpoint: EndpointId, option: string): ResultCode {
  const results: readonly ResultCode[] = resultsOf[endpoint]
  const result = results.find((one) => one === code)
  if (result) return result
  throw new WrongUsage(`${option}: ${endpoint} answers ${results.join(', ')}, not ${quoted(code)}`)
}

/** Forces a state that was written as `ENDPOINT=ANSWER[,times:N][,delay:MS]`. */
export function forceState(backend: ReferenceBackend, text: string): void {
  const equals = text.indexOf('=')
  if (equals < 0) throw new WrongUsage(`--force is ENDPOINT=ANSWER, such as login=0008, not ${quoted(text)}`)
  const endpoint = endpointNamed(text.slice(0, equals), '--force')
  let answer: ResultCode | 'never' | 'drop' | undefined
  const options: { times?: number; delay?: number } = {}
  for (const part of text.slice(equals + 1).split(',')) {
    const [, name, value] = /^(times|delay):([0-9]{1,9})$/.exec(part) ?? []
    if (name === 'times' || name === 'delay') options[name] = Number(value)
    else if (part.includes(':')) throw new WrongUsage(`--force: ${quoted(part)} is neither times:N nor delay:MS`)
    else if (answer !== undefined) throw new WrongUsage(`--force: ${quoted(text)} has two answers`)
    else if (part === 'never' || part === 'drop') answer = part
    else answer = resultNamed(part, endpoint, '--force')
  }
  if (options.times === 0) throw new WrongUsage('--force: times is 1 or more')
  // The text has just been checked to pair an endpoint with a code of its own, which no type can know.
  const force = backend.force as (id: EndpointId, answer: unknown, options?: unknown) => unknown
  if (answer === undefined) force(endpoint, options)
  else force(endpoint, answer, options)
}
