import type { OperationDefinition } from '../../contract/define-operation.ts'
import { operations } from '../../contract/endpoints.ts'
import { same, type Words } from '../../report/model/words.ts'
import { successOf } from '../http/operation.ts'
import type { OperationRequest, Part } from '../http/request.ts'
import type { Step } from '../http/step.ts'
import { joined, plain, type Value } from '../http/value.ts'
import { beforeSending, readCode, sendAndRead } from '../people/code-source.ts'
import { limited, mayBeLimit } from '../people/fresh-phone.ts'
import { fileOf } from '../people/image-file.ts'
import type { Person } from '../people/person.ts'
import { type Field, linkFields, loginRequest, sendCodeRequest } from '../people/requests.ts'
import { SetUpFailed, Undecided } from '../state/case-errors.ts'
import type { ExaminedOperation, ExampleFile, ExamplePerson } from '../state/examine.ts'
import type { RunState } from '../state/run-state.ts'

/** Sends the example of one of the team's own operations, once per person. */
export function sendExample(runState: RunState, person: Person, examined: ExaminedOperation): Promise<Step> {
  return person.oncePerPerson('send-example', async () => {
    const request = await exampleRequest(runState, person, examined)
    return await runState.call(person.session, request)
  })
}

/** The example of one of the team's own operations, as a request of this person. Made once per person. */
export function exampleRequest(
  runState: RunState,
  person: Person,
  examined: ExaminedOperation,
): Promise<OperationRequest> {
  return person.oncePerPerson('example', async () => {
    await person.registered()
    const token = await logIn(runState, person)
    const known: Value[] = [person.userId, token]
    const shown: ExamplePerson = {
      userId: person.userId.text,
      password: person.password.text,
      token: token.text,
      async newCode(operation, fields = { userId: person.userId.text }) {
        if (!examined.sendsCode)
          throw exampleFailed(examined.operation, {
            zh: 'newCode 要求在 examine 中指定 sendsCode: true',
            en: 'newCode requires sendsCode: true in examine',
          })
        if (known.length > 2)
          throw exampleFailed(examined.operation, {
            zh: 'newCode 只能调用一次',
            en: 'newCode may be called only once',
          })
        const code = await newCode(runState, person, {
          ...sendCodeRequest(person.userId),
          ...(operation && { operation, fields: fieldsOf(fields, known), sendsCode: true }),
        })
        known.push(code)
        return code.text
      },
    }
    try {
      const values = await examined.example(shown)
      const headers = fieldsOf(examined.headers(shown), known)
      return { ...requestOf(examined.operation, values, known, linkFields(runState.settings.dialect, person)), headers }
    } catch (error) {
      if (error instanceof Undecided) throw error
      throw exampleFailed(examined.operation, same(runState.masker.text(String(error))))
    }
  })
}

/** Logs in within the session of the registration, so that the request carries the cookies that a login sets. */
async function logIn(runState: RunState, person: Person): Promise<Value> {
  const step = await runState.call(person.session, loginRequest(person, person.password))
  if (step.result !== '0000') throw new SetUpFailed(person.name, step, same(successOf(operations.login)))
  if (step.message === undefined)
    throw new Undecided('inconclusive', {
      zh: '登录没有返回 token，见 login/message',
      en: 'the login returned no token: see login/message',
    })
  return { text: step.message, shell: `$${person.name}_token`, secret: true }
}

async function newCode(runState: RunState, person: Person, request: OperationRequest): Promise<Value> {
  const { step, code } = await sendAndRead(runState, async () => {
    await beforeSending(runState, person.userId.text)
    const step = await runState.call(person.session, request)
    const isSent = step.result === '0000'
    return { step, code: isSent ? await readCode(runState, person.name, person.userId, step) : undefined }
  })
  if (mayBeLimit(step)) throw limited
  if (code) return code
  const { id } = request.operation
  throw new Undecided('inconclusive', {
    zh: `newCode 未取得验证码：${id} 返回 ${step.result ?? '?'}`,
    en: `newCode got no code: ${id} returned ${step.result ?? '?'}`,
  })
}

/** The fields in the order of the definition, then the fixed ones. */
function requestOf(
  operation: OperationDefinition,
  values: Readonly<Record<string, string | ExampleFile | undefined>>,
  known: readonly Value[],
  link: readonly Field[],
): OperationRequest {
  const { fields: schemas, files = [], optional = [], fixed = {}, encoding, linked } = operation
  const names = [...Object.keys(schemas), ...files]
  const unknown = Object.keys(values).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw exampleFailed(operation, { zh: `没有名为 ${unknown} 的字段`, en: `there is no field ${unknown}` })
  const fields: Field[] = []
  const parts: Part[] = []
  for (const name of names) {
    const value = values[name]
    if (value === undefined && optional.includes(name)) continue
    if (typeof value === (files.includes(name) ? 'string' : 'object') || value === undefined)
      throw exampleFailed(
        operation,
        files.includes(name)
          ? { zh: `${name} 须为文件`, en: `${name} must be a file` }
          : { zh: `${name} 须为字符串`, en: `${name} must be a string` },
      )
    if (typeof value === 'string') fields.push([name, shellValue(value, known)])
    else parts.push(filePart(name, value))
  }
  for (const [name, value] of Object.entries(fixed)) fields.push([name, plain(value)])
  if (linked) for (const field of link) if (!names.includes(field[0])) fields.push(field)
  if (encoding !== 'multipart') return { operation, fields }
  return { operation, parts: [...fields.map(([name, value]): Part => ({ name, value })), ...parts] }
}

function filePart(name: string, { bytes, name: filename, type = 'application/octet-stream' }: ExampleFile): Part {
  return { name, filename, file: fileOf(bytes, type, `${name.replace(/[^A-Za-z0-9]/g, '-')}.bin`) }
}

function fieldsOf(record: Readonly<Record<string, string>>, known: readonly Value[]): Field[] {
  return Object.entries(record).map(([name, text]) => [name, shellValue(text, known)])
}

/** A text of the example. Shell lines take codes and tokens, alone or inside a header, from the backend's replies. */
function shellValue(text: string, known: readonly Value[]): Value {
  const equal = known.find((value) => value.text === text)
  if (equal) return equal
  const inside = known.find((value) => value.secret && value.text.length >= 8 && text.includes(value.text))
  if (!inside) return plain(text)
  const start = text.indexOf(inside.text)
  return joined(text.slice(0, start), inside, text.slice(start + inside.text.length))
}

function exampleFailed({ id }: OperationDefinition, why: Words): Undecided {
  return new Undecided('inconclusive', {
    zh: `${id} 的 example 未给出请求：${why.zh}`,
    en: `the example of ${id} made no request: ${why.en}`,
  })
}
