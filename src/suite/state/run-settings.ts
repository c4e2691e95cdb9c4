import { type Dialect, dialectOf } from '../../contract/dialect.ts'
import { isLoopbackHost } from '../../http/loopback-host.ts'
import { levels } from '../../report/model/levels.ts'
import type { Level } from '../../report/model/report.ts'
import type { Fetch } from '../http/send.ts'
import { hasNodeWire } from '../http/transport.ts'
import { commandWords } from './command-words.ts'
import type { ContractOptions } from './contract-options.ts'
import { checkExamined, type ExaminedOperation } from './examine.ts'
import { drawSeed } from './random.ts'
import { UsageError } from './usage-error.ts'

/** The checked options of a run, with all defaults filled in. */
export interface Settings {
  readonly baseUrl: URL
  readonly dialect: Dialect
  readonly lang: 'zh' | 'en'
  readonly failOn: Level
  readonly timeout: number
  readonly deadline: number
  readonly codeSource: ContractOptions['codeSource']
  readonly resendInterval: number | undefined
  readonly wrongCodeBound: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly phones: 'random' | { readonly pattern: string } | { readonly list: readonly string[] }
  readonly smsBudget: number
  readonly random: number | undefined
  readonly seed: number
  readonly showSecrets: boolean
  readonly fetch: Fetch | undefined
  readonly ca: string | undefined
  readonly insecure: boolean
  /** The backend is on this machine. */
  readonly isLocal: boolean
  readonly operations: readonly ExaminedOperation[]
  readonly onExchange: ContractOptions['onExchange']
}

/**
 * Checks the options and fills in the defaults. Throws a {@link UsageError} for a wrong option. `leadsHere`: the system
 * resolves the host name to this machine.
 */
export function checkOptions(options: ContractOptions, leadsHere = false): Settings {
  const baseUrl = checkUrl(options.baseUrl)
  const phones = checkPhones(options.phones)
  const isLocal = isLoopbackHost(baseUrl.hostname) || leadsHere
  if (!options.allowRemote && !isLocal)
    throw new UsageError({
      zh: `${baseUrl.host} 不是本机。运行会向手机号发送验证码并注册用户：请指定 allowRemote（--allow-remote），并用 phones（--phones）给出手机号`,
      en: `${baseUrl.host} is not this machine. A run sends codes to phone numbers and registers people: set allowRemote (--allow-remote), and give the numbers in phones (--phones)`,
    })
  if (options.allowRemote && options.phones === undefined)
    throw new UsageError({
      zh: 'allowRemote（--allow-remote）须与 phones（--phones）同时使用：您自己的手机号、模式或 `random`',
      en: 'allowRemote (--allow-remote) requires phones (--phones): numbers you own, a pattern, or `random`',
    })
  const { fetch: injected } = options
  if (injected !== undefined && typeof injected !== 'function')
    throw new UsageError({ zh: 'fetch 必须是函数', en: 'fetch must be a function' })
  if ((options.ca !== undefined || options.insecure) && (injected || !hasNodeWire()))
    throw new UsageError({
      zh: 'ca（--cacert）和 insecure（--insecure）只对测试自己的连接有效，不能与 fetch 同时使用，也只能在 Node 中使用',
      en: 'ca (--cacert) and insecure (--insecure) are for the connections that a run makes itself on Node, and cannot be used with fetch',
    })
  return {
    baseUrl,
    phones,
    dialect: checkDialect(options.dialect),
    lang: oneOf('lang', ['zh', 'en'] as const, options.lang ?? 'en'),
    failOn: oneOf('failOn', levels, options.failOn ?? 'must'),
    timeout: checkNumber('timeout', options.timeout ?? 10_000, 1),
    deadline: checkNumber('deadline', options.deadline ?? 90_000, 1),
    codeSource: checkCodeSource(options.codeSource),
    resendInterval:
      options.resendInterval === undefined ? undefined : checkNumber('resendInterval', options.resendInterval, 0),
    wrongCodeBound: checkNumber('wrongCodeBound', options.wrongCodeBound ?? 20, 2, true),
    headers: checkHeaders(options.headers ?? {}),
    smsBudget: checkNumber('smsBudget', options.smsBudget ?? 40, 0, true),
    random: options.random === undefined ? undefined : checkNumber('random', options.random, 1, true),
    seed: options.seed === undefined ? drawSeed() : checkNumber('seed', options.seed, 0, true) >>> 0,
    showSecrets: options.showSecrets ?? false,
    fetch: injected && ((url, init) => injected(new Request(url, init))),
    ca: checkCa(options.ca),
    insecure: options.insecure ?? false,
    isLocal,
    operations: checkOperations(options.operations ?? []),
    onExchange: options.onExchange,
  }
}

function checkOperations(operations: readonly ExaminedOperation[]): readonly ExaminedOperation[] {
  const isExamined = (one: unknown) => typeof one === 'object' && one !== null && 'operation' in one && 'example' in one
  const given: unknown = operations
  if (!Array.isArray(given) || !given.every(isExamined))
    throw new UsageError({
      zh: 'operations 必须是 examine() 返回值的数组',
      en: 'operations must be an array of what examine() returns',
    })
  checkExamined(operations)
  return operations
}

function checkUrl(given: string | URL): URL {
  // Otherwise `localhost:` would be reported as an unsupported protocol.
  if (/^[^/:]+:\d+(?:\/|$)/.test(String(given)))
    throw new UsageError({
      zh: `"${String(given)}" 缺少协议，是不是 http://${String(given)}？`,
      en: `"${String(given)}" has no protocol: did you mean http://${String(given)}?`,
    })
  let url: URL
  try {
    url = new URL(given)
  } catch {
    throw new UsageError({
      zh: `"${String(given)}" 不是有效的地址，请使用 http://127.0.0.1:6543 这样的地址`,
      en: `"${String(given)}" is not an address: use one like http://127.0.0.1:6543`,
    })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UsageError({
      zh: `不支持 ${url.protocol}，请使用 http 或 https 地址`,
      en: `${url.protocol} is not supported: use an http or https address`,
    })
  if (url.username || url.password)
    throw new UsageError({
      zh: '地址中的用户名和密码不会发送，请改用 Authorization 请求头',
      en: 'a user and password in the address are not sent: use an Authorization header instead',
    })
  url.search = ''
  url.hash = ''
  return url
}

function checkCa(ca: unknown): string | undefined {
  if (ca === undefined) return undefined
  if (typeof ca !== 'string' || !/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(ca))
    throw new UsageError({
      zh: 'ca（--cacert）必须是 PEM 格式的证书文本（-----BEGIN CERTIFICATE-----）',
      en: 'ca (--cacert) must be the text of PEM certificates (-----BEGIN CERTIFICATE-----)',
    })
  return ca
}

function checkCodeSource(source: ContractOptions['codeSource']): ContractOptions['codeSource'] {
  if (typeof source !== 'object') return source
  if ('url' in source && !/^https?:\/\/./.test(source.url))
    throw new UsageError({
      zh: '读取验证码的地址（--code-url）必须以 http:// 或 https:// 开头',
      en: 'the address for codes (--code-url) must start with http:// or https://',
    })
  if ('command' in source && commandWords(source.command).length === 0)
    throw new UsageError({
      zh: '读取验证码的命令（--code-command）为空',
      en: 'the command for codes (--code-command) is empty',
    })
  return source
}

function checkPhones(given: ContractOptions['phones']): Settings['phones'] {
  if (given === undefined || given === 'random') return 'random'
  if (typeof given === 'string' && given.includes('?')) {
    if (!/^[0-9?]{11}$/.test(given))
      throw new UsageError({
        zh: `phones：模式 "${given}" 必须是 11 位数字，以 ? 代表任意数字`,
        en: `phones: the pattern "${given}" must have 11 digits, with ? for any digit`,
      })
    return { pattern: given }
  }
  const list = (typeof given === 'string' ? given.split(',') : [...given]).map((phone) => phone.trim())
  if (list.length === 0) throw new UsageError({ zh: 'phones：列表为空', en: 'phones: the list is empty' })
  if (new Set(list).size !== list.length)
    throw new UsageError({ zh: 'phones：手机号重复', en: 'phones: duplicate number' })
  for (const phone of list)
    if (!/^[0-9]{11}$/.test(phone))
      throw new UsageError({ zh: 'phones：手机号必须是 11 位数字', en: 'phones: every number must have 11 digits' })
  return { list }
}

function checkDialect(given: Partial<Dialect> | undefined): Dialect {
  const dialect = dialectOf(given)
  oneOf('dialect.linking', ['cookie', 'userId'] as const, dialect.linking)
  oneOf('dialect.body', ['form', 'json'] as const, dialect.body)
  oneOf('dialect.codeDelivery', ['response', 'sms'] as const, dialect.codeDelivery)
  return dialect
}

function checkHeaders(given: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(given).map(([name, value]) => {
    try {
      new Headers([[name, value]])
    } catch {
      throw new UsageError({
        zh: `headers："${name}" 的名称或值无法发送`,
        en: `headers: "${name}" or its value can't be sent`,
      })
    }
    return [name, value]
  })
}

function checkNumber(name: string, value: number, least: number, whole = false): number {
  if (!Number.isFinite(value) || value < least || (whole && !Number.isInteger(value)))
    throw new UsageError({
      zh: `${name} 必须是不小于 ${least} 的${whole ? '整数' : '数'}，不能是 ${String(value)}`,
      en: `${name} must be a ${whole ? 'whole ' : ''}number of at least ${least}, not ${String(value)}`,
    })
  return value
}

function oneOf<const Choice extends string>(name: string, choices: readonly Choice[], value: string): Choice {
  const found = choices.find((choice) => choice === value)
  if (found === undefined)
    throw new UsageError({
      zh: `${name} 只能是 ${choices.join('、')} 之一，不能是 ${String(value)}`,
      en: `${name} must be one of ${choices.join(', ')}, not ${String(value)}`,
    })
  return found
}
