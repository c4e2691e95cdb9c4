import type { Language } from '../../report/model/words.ts'
import type { ContractOptions } from '../../suite/state/contract-options.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { type OptionValues, quoted } from '../command-line.ts'
import type { ContractConfig } from '../config/define-config.ts'
import { declaredDialect } from '../dialect-options.ts'
import type { verifyOptions } from './verify-options.ts'

type Given = OptionValues<typeof verifyOptions>

/** What a run can write to files: its reports, and the trace of its exchanges. */
export const outputNames = ['json', 'junit', 'markdown', 'html', 'trace'] as const

/** The files of a run, by what is written to them; `-` is standard output. */
export type OutputFiles = { readonly [Name in (typeof outputNames)[number]]?: string }

/** The files that the command line and the configuration name; the command line wins. */
export function outputFiles(given: Given, config: ContractConfig): OutputFiles {
  const named = outputNames.map((name) => [name, given[name] ?? config[name]] as const)
  return Object.fromEntries(named.filter(([, file]) => file !== undefined))
}

/** Where the options of a run come from. */
export interface OptionSources {
  readonly given: Given
  readonly config: ContractConfig
  /** The address on the command line. */
  readonly address: string | undefined
  /** What the file of `--cacert` holds. */
  readonly ca: string | undefined
  /** The language of the locale. */
  readonly locale: Language
}

/** The options of a run: those of the configuration, overridden by the command line. */
export function runOptions({ given, config, address, ca, locale }: OptionSources): ContractOptions & {
  readonly lang: Language
} {
  const baseUrl = address ?? config.baseUrl
  if (baseUrl === undefined) {
    const example = 'phone-auth-kit verify http://127.0.0.1:6543'
    throw new UsageError({
      zh: `verify 需要后端的地址：${example}`,
      en: `verify requires the address of a backend: ${example}`,
    })
  }
  const {
    json: _json,
    junit: _junit,
    markdown: _markdown,
    html: _html,
    trace: _trace,
    baseline: _baseline,
    mock: _mock,
    ...rest
  } = config
  const dialect = { ...config.dialect, ...declaredDialect(given) }
  return {
    ...rest,
    baseUrl,
    dialect,
    lang: given.lang ?? config.lang ?? locale,
    ...codeSource(given, config),
    ...(given.only && { only: given.only }),
    ...(given.skip && { skip: given.skip }),
    ...(given['fail-on'] && { failOn: given['fail-on'] }),
    ...(given.timeout !== undefined && { timeout: given.timeout }),
    ...(given.deadline !== undefined && { deadline: given.deadline }),
    ...(given['resend-interval'] !== undefined && { resendInterval: given['resend-interval'] }),
    ...(given['wrong-code-bound'] !== undefined && { wrongCodeBound: given['wrong-code-bound'] }),
    ...(given.header && { headers: { ...config.headers, ...headersOf(given.header) } }),
    ...(given.phones !== undefined && { phones: phonesOf(given.phones) }),
    ...(given['sms-budget'] !== undefined && { smsBudget: given['sms-budget'] }),
    ...(given.random !== undefined && { random: given.random }),
    ...(given['allow-remote'] && { allowRemote: true }),
    ...(given.seed !== undefined && { seed: given.seed }),
    ...(given['show-secrets'] && { showSecrets: true }),
    ...(ca !== undefined && { ca }),
    ...(given.insecure && { insecure: true }),
  }
}

function codeSource(given: Given, config: ContractConfig): Pick<ContractOptions, 'codeSource'> {
  const { 'code-url': url, 'code-command': command } = given
  if (url !== undefined && command !== undefined) {
    throw new UsageError({
      zh: '--code-url 与 --code-command 不能同时使用',
      en: '--code-url and --code-command cannot be used together',
    })
  }
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new UsageError({
        zh: '--code-url 必须是 http 或 https 地址',
        en: '--code-url must be an http or https address',
      })
    }
    return { codeSource: { url } }
  }
  if (command !== undefined) return { codeSource: { command } }
  return config.codeSource === undefined ? {} : { codeSource: config.codeSource }
}

function phonesOf(text: string): 'random' | string | readonly string[] {
  return text.includes(',') ? text.split(',').map((one) => one.trim()) : text
}

/** A value may be secret, so no error quotes it. */
function headersOf(texts: readonly string[]): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>()
  for (const text of texts) {
    const [, name, value = ''] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*)$/s.exec(text) ?? []
    if (name === undefined) {
      throw new UsageError({ zh: "--header 的格式为 'NAME: VALUE'", en: "--header must have the form 'NAME: VALUE'" })
    }
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new UsageError({
        zh: `--header ${quoted(name)}：值中含有请求头不允许的字符`,
        en: `--header ${quoted(name)}: its value has characters that a header can't contain`,
      })
    }
    if (headers.has(name.toLowerCase())) {
      throw new UsageError({ zh: `--header ${quoted(name)} 重复`, en: `duplicate --header ${quoted(name)}` })
    }
    headers.set(name.toLowerCase(), [name, value.trim()])
  }
  return Object.fromEntries(headers.values())
}
