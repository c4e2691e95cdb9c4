import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createReferenceBackend, type ReferenceBackend } from '../../reference/backend.ts'
import type { LoggedExchange } from '../../reference/exchange-log.ts'
import type { Fixture, ReferenceOptions, Statuses } from '../../reference/reference-options.ts'
import { openFileStore } from '../../reference/server/file-store.ts'
import { uploadsInFolder } from '../../reference/server/uploads-in-folder.ts'
import { memoryStore } from '../../reference/store/memory-store.ts'
import type { Snapshot } from '../../reference/store/snapshot.ts'
import type { Store } from '../../reference/store/store.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { type OptionValues, quoted } from '../command-line.ts'
import type { ContractConfig } from '../config/define-config.ts'
import { declaredDialect } from '../dialect-options.ts'
import { notJson, systemReason, unreadable } from '../system-reason.ts'
import { checkResult, forceState, type NamedOperation, namedOperations, operationNamed } from './mock-force.ts'
import type { mockOptions } from './mock-options.ts'

type Given = OptionValues<typeof mockOptions>

/** A backend, and the function that closes its store. */
export interface OpenedBackend {
  readonly backend: ReferenceBackend
  close(): void
}

/** Where the options of a backend come from. */
export interface BackendSources {
  readonly given: Given
  readonly config: ContractConfig
  /** The folder that relative paths start from. */
  readonly directory: string
}

/** Builds the backend that the options of `mock` describe. The command line wins over the configuration. */
export async function openBackend(
  { given, config, directory }: BackendSources,
  onExchange: (exchange: LoggedExchange) => void,
): Promise<OpenedBackend> {
  if (given.snapshot !== undefined && given.people !== undefined)
    throw new UsageError({
      zh: '--snapshot 与 --people 不能同时使用：快照中已有用户',
      en: '--snapshot and --people cannot be used together: a snapshot has its own people',
    })
  const { mock = {} } = config
  const operations = namedOperations(mock.operations ?? [])
  const { store, close } = openStore(given, mock.store, directory)
  try {
    const backend = createReferenceBackend({
      ...mock,
      ...optionsOf(given, directory),
      statuses: statusesOf(given.status ?? [], operations, mock.statuses ?? {}),
      dialect: { ...config.dialect, ...mock.dialect, ...declaredDialect(given) },
      store,
      onExchange: (exchange) => {
        onExchange(exchange)
        mock.onExchange?.(exchange)
      },
    })
    if (given.snapshot !== undefined) await backend.load(readJson('--snapshot', given.snapshot, directory) as Snapshot)
    for (const text of given.force ?? []) forceState(backend, operations, text)
    return { backend, close }
  } catch (error) {
    close()
    // The backend checks its own options, which come from the command line or from the file of people.
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

function openStore(
  { data, uploads }: Given,
  configured: Store | undefined,
  directory: string,
): { store: Store; close(): void } {
  const inFolder = <Kept extends Store>(kept: Kept): Kept => {
    if (uploads === undefined) return kept
    try {
      return uploadsInFolder(kept, resolve(directory, uploads))
    } catch (error) {
      throw unusable('--uploads', uploads, error)
    }
  }
  if (data === undefined) return { store: inFolder(configured ?? memoryStore()), close: () => {} }
  try {
    const file = openFileStore(resolve(directory, data))
    return { store: inFolder(file), close: () => file.close() }
  } catch (error) {
    throw error instanceof UsageError ? error : unusable('--data', data, error)
  }
}

function unusable(option: string, file: string, error: unknown): UsageError {
  const message = error instanceof Error ? error.message : String(error)
  return new UsageError({
    zh: `${option}：无法使用 ${quoted(file)}：${message}`,
    en: `${option}: can't use ${quoted(file)}: ${message}`,
  })
}

function optionsOf(given: Given, directory: string): ReferenceOptions {
  return defined({
    phones: given.phones,
    resendInterval: given['resend-interval'],
    codeLifetime: given['code-lifetime'],
    sessionLifetime: given['session-lifetime'],
    wrongCodeLimit: given['wrong-code-limit'],
    lockLength: given['lock-length'],
    uploadLimit: given['upload-limit'],
    checkImages: given['check-images'],
    uploadFolder: given.uploads === undefined ? undefined : resolve(directory, given.uploads),
    pathStyle: given['path-style'],
    publicOrigin: given['public-origin'],
    failureMessageName: given['failure-message'],
    uploadFailure: given['upload-failure'],
    noMessage: given['no-message'],
    basePath: given['base-path'],
    origins: given.origin,
    serveInbox: given.inbox,
    seed: given.seed,
    hashCost: given['hash-cost'],
    people: given.people === undefined ? undefined : peopleOf(given.people, directory),
  })
}

/** Drops the members that are undefined. */
function defined<Value extends object>(value: Value): { [Name in keyof Value]?: Exclude<Value[Name], undefined> } {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof Value]?: Exclude<Value[Name], undefined> }
}

/** The statuses of the command line, over those of the configuration. */
function statusesOf(texts: readonly string[], operations: readonly NamedOperation[], configured: Statuses): Statuses {
  const statuses: Record<string, Readonly<Record<string, number>>> = { ...configured }
  for (const text of texts) {
    const [, name, code = '', status] = /^(\w+)\.([^.=]+)=([0-9]+)$/.exec(text) ?? []
    if (name === undefined) {
      throw new UsageError({
        zh: `--status 的格式为 ENDPOINT.CODE=STATUS，例如 login.0008=401，不能是 ${quoted(text)}`,
        en: `--status must have the form ENDPOINT.CODE=STATUS, such as login.0008=401, not ${quoted(text)}`,
      })
    }
    const operation = operationNamed(name, operations, '--status')
    checkResult(code, operation, '--status')
    statuses[operation.id] = { ...statuses[operation.id], [code]: Number(status) }
  }
  return statuses
}

function peopleOf(file: string, directory: string): readonly Fixture[] {
  const people = readJson('--people', file, directory)
  if (Array.isArray(people) && people.every(isFixture)) return people
  throw new UsageError({
    zh: `--people：${quoted(file)} 必须是 JSON 数组，其中每个对象含 "userId" 和 "password"`,
    en: `--people: ${quoted(file)} must be a JSON array of objects with "userId" and "password"`,
  })
}

function readJson(option: string, file: string, directory: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(directory, file), 'utf8'))
  } catch (error) {
    // A parser's message would quote the text, with its passwords.
    throw unreadable(option, file, error instanceof SyntaxError ? notJson : systemReason(error))
  }
}

function isFixture(value: unknown): value is Fixture {
  if (typeof value !== 'object' || value === null) return false
  const { userId, password, ...rest } = value as Record<string, unknown> // just seen to be an object
  const optional = [rest.gender, rest.nickname, rest.headImage]
  return [userId, password].every(isText) && optional.every((one) => one === undefined || isText(one))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
