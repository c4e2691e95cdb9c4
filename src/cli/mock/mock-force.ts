import { endpointIds, resultsOf } from '../../contract/endpoints.ts'
import type { ReferenceBackend } from '../../reference/backend.ts'
import type { AnsweredOperation } from '../../reference/operations/answers.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { didYouMean, quoted } from '../command-line.ts'

/** An operation that options can name, and its result codes. */
export interface NamedOperation {
  readonly id: string
  readonly results: readonly string[]
}

/** The operations of the document, and these. */
export function namedOperations(own: readonly AnsweredOperation[]): readonly NamedOperation[] {
  return [
    ...endpointIds.map((id) => ({ id, results: resultsOf(id) })),
    ...own.map(({ operation: { id, failures } }) => ({ id, results: ['0000', ...failures] })),
  ]
}

/** The operation of this name, which the user gave in this option. */
export function operationNamed(name: string, operations: readonly NamedOperation[], option: string): NamedOperation {
  const operation = operations.find(({ id }) => id === name)
  if (operation) return operation
  const endpointIds = operations.map(({ id }) => id)
  const guess = nearest(name, endpointIds)
  const { zh, en } = guess
    ? didYouMean(guess)
    : { zh: `；接口有 ${endpointIds.join('、')}`, en: `; there are ${endpointIds.join(', ')}` }
  throw new UsageError({
    zh: `${option}：没有接口 ${quoted(name)}${zh}`,
    en: `${option}: there is no endpoint ${quoted(name)}${en}`,
  })
}

/** Checks a result code that the user gave in this option for an operation. */
export function checkResult(code: string, { id, results }: NamedOperation, option: string): void {
  if (results.includes(code)) return
  throw new UsageError({
    zh: `${option}：${id} 只返回 ${results.join('、')}，不返回 ${quoted(code)}`,
    en: `${option}: ${id} returns ${results.join(', ')}, not ${quoted(code)}`,
  })
}

/** Forces a state that was written as `ENDPOINT=ANSWER[,times:N][,delay:MS]`. */
export function forceState(backend: ReferenceBackend, operations: readonly NamedOperation[], text: string): void {
  const equals = text.indexOf('=')
  if (equals < 0) {
    throw new UsageError({
      zh: `--force 的格式为 ENDPOINT=ANSWER，例如 login=0008，不能是 ${quoted(text)}`,
      en: `--force must have the form ENDPOINT=ANSWER, such as login=0008, not ${quoted(text)}`,
    })
  }
  const operation = operationNamed(text.slice(0, equals), operations, '--force')
  let answer: string | undefined
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
    } else {
      if (part !== 'never' && part !== 'drop') checkResult(part, operation, '--force')
      answer = part
    }
  }
  if (options.times === 0)
    throw new UsageError({ zh: '--force：times 至少为 1', en: '--force: times must be at least 1' })
  // The text was just checked: the code is one of the operation's own, which no type can know.
  const force = backend.force as (id: string, answer: unknown, options?: unknown) => unknown
  if (answer === undefined) force(operation.id, options)
  else force(operation.id, answer, options)
}
