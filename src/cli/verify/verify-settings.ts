import type { ContractOptions } from '../../suite/state/contract-options.ts'
import { type OptionValues, quoted } from '../command-line.ts'
import { declaredDialect } from '../dialect-options.ts'
import { WrongUsage } from '../wrong-usage.ts'
import type { ContractConfig } from './define-config.ts'
import type { verifyOptions } from './verify-options.ts'

type Given = OptionValues<typeof verifyOptions>

/** Where the reports of a run go. */
export interface ReportFiles {
  readonly json?: string
  readonly junit?: string
  readonly markdown?: string
  readonly html?: string
}

/** The files a command line and a configuration name; the command line wins. */
export function reportFiles(given: Given, config: ContractConfig): ReportFiles {
  const pick = (name: keyof ReportFiles) => given[name] ?? config[name]
  const [json, junit, markdown, html] = [pick('json'), pick('junit'), pick('markdown'), pick('html')]
  return {
    ...(json !== undefined && { json }),
    ...(junit !== undefined && { junit }),
    ...(markdown !== undefined && { markdown }),
    ...(html !== undefined && { html }),
  }
}

/** The options of a run, from a command line over a configuration. */
export function runOptions(
  given: Given,
  config: ContractConfig,
  address: string | undefined,
): ContractOptions & { readonly lang: 'zh' | 'en' } {
  const baseUrl = address ?? config.baseUrl
  if (baseUrl === undefined) {
    throw new WrongUsage('verify needs the address of a backend: phone-auth-kit verify http://127.0.0.1:6543')
  }
  const { json: _json, junit: _junit, markdown: _markdown, html: _html, baseline: _baseline, ...rest } = config
  const dialect = { ...config.dialect, ...declaredDialect(given) }
  return {
    ...rest,
    baseUrl,
    dialect,
    lang: given.lang ?? config.lang ?? 'en',
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
  }
}

function codeSource(given: Given, config: ContractConfig): Pick<ContractOptions, 'codeSource'> {
  const { 'code-url': url, 'code-command': command } = given
  if (url !== undefined && command !== undefined) {
    throw new WrongUsage('--code-url and --code-command exclude each other: a code is read in one place')
  }
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new WrongUsage('--code-url is an http or https address in which {userId} is replaced')
    }
    return { codeSource: { url } }
  }
  if (command !== undefined) return { codeSource: { command } }
  return config.codeSource === undefined ? {} : { codeSource: config.codeSource }
}

function phonesOf(text: string): 'random' | string | readonly string[] {
  return text.includes(',') ? text.split(',').map((one) => one.trim()) : text
}

/** The value may hold a secret, so it is never part of an error. */
function headersOf(texts: readonly string[]): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>()
  for (const text of texts) {
    const [, name, value = ''] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*)$/s.exec(text) ?? []
    if (name === undefined) throw new WrongUsage("--header is of the form 'NAME: VALUE'")
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new WrongUsage(`--header ${quoted(name)}: its value has characters no header can hold`)
    }
    if (headers.has(name.toLowerCase())) throw new WrongUsage(`--header ${quoted(name)} is given twice`)
    headers.set(name.toLowerCase(), [name, value.trim()])
  }
  return Object.fromEntries(headers.values())
}
