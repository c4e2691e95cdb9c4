import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { levels } from '../../report/model/levels.ts'
import { same, type Words } from '../../report/model/words.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { didYouMean, quoted } from '../command-line.ts'
import { systemReason, unreadable } from '../system-reason.ts'
import type { ContractConfig } from './define-config.ts'

/** What a value has to be: undefined where it is. */
type Check = (value: unknown) => Words | undefined

const check =
  (isRight: (value: unknown) => boolean, wanted: Words): Check =>
  (value) =>
    isRight(value) ? undefined : wanted

const oneOf = (...choices: readonly unknown[]) =>
  check((value) => choices.includes(value), {
    zh: `${choices.join('、')} 之一`,
    en: `one of ${choices.join(', ')}`,
  })
const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string')
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isAnswered = (value: unknown) =>
  value === undefined ||
  (Array.isArray(value) && value.every((one) => isObject(one) && 'rule' in one && typeof one.rule === 'function'))

const text = check((value) => typeof value === 'string' && value !== '', { zh: '字符串', en: 'a string' })
const texts = check(isTexts, { zh: '字符串数组', en: 'an array of strings' })
const flag = check((value) => typeof value === 'boolean', { zh: 'true 或 false', en: 'true or false' })
const duration = check((value) => typeof value === 'number' && value >= 0, {
  zh: '毫秒数',
  en: 'a number of milliseconds',
})
const wholeNumber = check((value) => Number.isSafeInteger(value) && Number(value) >= 0, {
  zh: '非负整数',
  en: 'a whole number',
})
const object = check(isObject, { zh: '对象', en: 'an object' })
const aFunction = check((value) => typeof value === 'function', { zh: '函数', en: 'a function' })

/** What each member of a configuration has to be. */
const checks: Readonly<Record<keyof ContractConfig, Check>> = {
  baseUrl: check((value) => typeof value === 'string' || value instanceof URL, { zh: '地址', en: 'an address' }),
  dialect: object,
  lang: oneOf('zh', 'en'),
  only: texts,
  skip: texts,
  failOn: oneOf(...levels),
  timeout: duration,
  deadline: duration,
  codeSource: check((value) => typeof value === 'function' || isObject(value), {
    zh: '函数或对象',
    en: 'a function or an object',
  }),
  resendInterval: duration,
  wrongCodeBound: wholeNumber,
  headers: object,
  phones: check((value) => typeof value === 'string' || isTexts(value), {
    zh: '字符串或字符串数组',
    en: 'a string or an array of strings',
  }),
  smsBudget: wholeNumber,
  random: wholeNumber,
  allowRemote: flag,
  seed: wholeNumber,
  showSecrets: flag,
  ca: text,
  insecure: flag,
  fetch: aFunction,
  signal: object,
  operations: check(Array.isArray, { zh: 'examine() 返回值的数组', en: 'an array of what examine() returns' }),
  onPlan: aFunction,
  onCase: aFunction,
  onExchange: aFunction,
  json: text,
  junit: text,
  markdown: text,
  html: text,
  trace: text,
  baseline: text,
  mock: check((value) => isObject(value) && (!('operations' in value) || isAnswered(value.operations)), {
    zh: '对象，其中 operations 为 answers() 返回值的数组',
    en: 'an object whose operations are an array of what answers() returns',
  }),
}

function misconfigured(file: string, { zh, en }: Words): UsageError {
  return new UsageError({ zh: `--config ${quoted(file)}：${zh}`, en: `--config ${quoted(file)}: ${en}` })
}

/**
 * Loads the module of `--config`.
 *
 * @throws UsageError where there is none, where it does not load, and where its default export is no configuration.
 */
export async function loadConfig(file: string, directory: string): Promise<ContractConfig> {
  const path = resolve(directory, file)
  await stat(path).catch((error: unknown) => {
    throw unreadable('--config', file, systemReason(error))
  })
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href).catch((error: unknown) => {
    const { zh, en } = loadingFailure(error)
    throw misconfigured(file, { zh: `无法加载：${zh}`, en: `does not load: ${en}` })
  })
  return checkedConfig(file, module.default)
}

function loadingFailure(error: unknown): Words {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return {
      zh: '此版本的 Node 不能运行 TypeScript；请改用 .js 或 .mjs 文件，或使用 Node 22.18 及以上版本',
      en: 'this Node does not run TypeScript; use a .js or .mjs file, or Node 22.18 or later',
    }
  }
  if (error instanceof SyntaxError && /outside a module|Unexpected token 'export'/.test(error.message)) {
    return {
      zh: '它是 ES 模块，而最近的 package.json 声明为 CommonJS；请将文件名改为以 .mts 或 .mjs 结尾',
      en: 'it is an ES module, but the nearest package.json says CommonJS; rename it to end in .mts or .mjs',
    }
  }
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return same(line)
}

function checkedConfig(file: string, value: unknown): ContractConfig {
  if (typeof value !== 'object' || value === null) {
    const form = 'export default defineConfig({ ... })'
    throw misconfigured(file, { zh: `没有默认导出；请写成 ${form}`, en: `no default export; write ${form}` })
  }
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name as keyof ContractConfig] : undefined
    if (!check) {
      const { zh, en } = didYouMean(nearest(name, Object.keys(checks)))
      throw misconfigured(file, { zh: `未知字段 ${quoted(name)}${zh}`, en: `unknown member ${quoted(name)}${en}` })
    }
    const wanted = member === undefined ? undefined : check(member)
    if (wanted) throw misconfigured(file, { zh: `${name} 必须是${wanted.zh}`, en: `${name} must be ${wanted.en}` })
  }
  // Every member was checked above; the run checks what is in objects.
  return value as ContractConfig
}
