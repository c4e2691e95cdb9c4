import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { levels } from '../../report/model/levels.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { quoted } from '../command-line.ts'
import { systemReason } from '../output-file.ts'
import { WrongUsage } from '../wrong-usage.ts'
import type { ContractConfig } from './define-config.ts'

/** What each member of a configuration has to be. */
const kinds: Readonly<Record<keyof ContractConfig, (value: unknown) => string | undefined>> = {
  baseUrl: (value) => (typeof value === 'string' || value instanceof URL ? undefined : 'an address'),
  dialect: object,
  lang: oneOf('zh', 'en'),
  only: texts,
  skip: texts,
  failOn: oneOf(...levels),
  timeout: duration,
  deadline: duration,
  codeSource: (value) =>
    typeof value === 'function' || typeof value === 'object' ? undefined : 'a function or an object',
  resendInterval: duration,
  wrongCodeBound: wholeNumber,
  headers: object,
  phones: (value) => (typeof value === 'string' ? undefined : texts(value)),
  smsBudget: wholeNumber,
  random: wholeNumber,
  allowRemote: flag,
  seed: wholeNumber,
  showSecrets: flag,
  fetch: aFunction,
  signal: object,
  onPlan: aFunction,
  onCase: aFunction,
  onExchange: aFunction,
  json: text,
  junit: text,
  markdown: text,
  html: text,
  baseline: text,
}

function oneOf(...choices: readonly string[]) {
  return (value: unknown) => (choices.includes(value as string) ? undefined : `one of ${choices.join(', ')}`)
}
function text(value: unknown) {
  return typeof value === 'string' && value !== '' ? undefined : 'a text'
}
function texts(value: unknown) {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : 'a list of texts'
}
function flag(value: unknown) {
  return typeof value === 'boolean' ? undefined : 'true or false'
}
function duration(value: unknown) {
  return typeof value === 'number' && value >= 0 ? undefined : 'a number of milliseconds'
}
function wholeNumber(value: unknown) {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'a whole number'
}
function object(value: unknown) {
  return typeof value === 'object' && value !== null ? undefined : 'an object'
}
function aFunction(value: unknown) {
  return typeof value === 'function' ? undefined : 'a function'
}

/**
 * Loads the module `--config` names.
 *
 * @throws WrongUsage where there is none, where it does not load, and where its default export is no configuration.
 */
export async function loadConfig(file: string, directory: string): Promise<ContractConfig> {
  const path = resolve(directory, file)
  await stat(path).catch((error: unknown) => {
    throw new WrongUsage(`--config: ${quoted(file)} can't be read (${systemReason(error)})`)
  })
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new WrongUsage(`--config: ${quoted(file)} does not load: ${loadingFailure(error)}`)
  })
  return checkedConfig(file, module.default)
}

function loadingFailure(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return 'this Node runs no TypeScript; use a .js or .mjs file, or Node 22.18 or later'
  }
  if (error instanceof SyntaxError && /outside a module|Unexpected token 'export'/.test(error.message)) {
    return 'it is an ES module, but the nearest package.json says CommonJS; let its name end in .mts or .mjs'
  }
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line
}

function checkedConfig(file: string, value: unknown): ContractConfig {
  if (typeof value !== 'object' || value === null) {
    throw new WrongUsage(`--config: ${quoted(file)} has no default export; write export default defineConfig({ ... })`)
  }
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(kinds, name) ? kinds[name as keyof ContractConfig] : undefined
    if (!check) {
      const guess = nearest(name, Object.keys(kinds))
      throw new WrongUsage(
        `--config: ${quoted(file)} has an unknown member ${quoted(name)}${guess ? `; did you mean ${guess}?` : ''}`,
      )
    }
    const wanted = member === undefined ? undefined : check(member)
    if (wanted) throw new WrongUsage(`--config: ${name} is ${wanted}`)
  }
  // Every member was checked above; what is in objects, the run checks.
  return value as ContractConfig
}
