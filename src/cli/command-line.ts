import { parseArgs } from 'node:util'
import { type Language, same, type Words } from '../report/model/words.ts'
import { nearest } from '../suite/run/nearest.ts'
import { UsageError } from '../suite/state/usage-error.ts'
import { languageNamed } from './language.ts'

/** One option of a command. */
export type OptionDefinition = {
  readonly summary: Words
} & (
  | { readonly kind: 'flag' }
  /** `zh`, `en`, or a tag such as `zh-CN`. */
  | { readonly kind: 'language' }
  | { readonly kind: 'text' | 'texts'; readonly placeholder: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** A whole number. */
  | { readonly kind: 'number'; readonly placeholder: string; readonly minimum: number; readonly maximum: number }
)

/** The options of a command, by their name without the dashes. */
export type OptionTable = Readonly<Record<string, OptionDefinition>>

type ValueOf<Definition extends OptionDefinition> = Definition['kind'] extends 'flag'
  ? true
  : Definition['kind'] extends 'texts'
    ? readonly string[]
    : Definition['kind'] extends 'number'
      ? number
      : Definition['kind'] extends 'language'
        ? Language
        : Definition extends { readonly choices: readonly (infer Choice)[] }
          ? Choice
          : string

/** The options that were given, by name. */
export type OptionValues<Table extends OptionTable> = { readonly [Name in keyof Table]?: ValueOf<Table[Name]> }

/** A command line that was read. */
export interface CommandLine<Table extends OptionTable> {
  readonly options: OptionValues<Table>
  readonly positionals: readonly string[]
}

/**
 * Reads the arguments of a command. `main` handles `--help` and `-h` before it.
 *
 * @throws UsageError with one line that says what is wrong, and what was probably meant.
 */
export function readCommandLine<const Table extends OptionTable>(
  table: Table,
  argv: readonly string[],
): CommandLine<Table> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(table).map(([name, { kind }]) => [
        name,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options: Record<string, true | string | number | string[]> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const definition = Object.hasOwn(table, token.name) ? table[token.name] : undefined
    if (!definition) throw unknownOption(token.rawName, Object.keys(table))
    const value = readValue(`--${token.name}`, definition, token.value, token.inlineValue === true)
    const earlier = options[token.name]
    if (definition.kind === 'texts') {
      options[token.name] = [...(Array.isArray(earlier) ? earlier : []), String(value)]
    } else {
      if (earlier !== undefined && definition.kind !== 'flag') {
        throw new UsageError({
          zh: `--${token.name} 只能指定一次`,
          en: `--${token.name} can be given only once`,
        })
      }
      options[token.name] = value
    }
  }
  // Every value was made by readValue from the definition of its option.
  return { options: options as OptionValues<Table>, positionals }
}

/** Refuses arguments where a command takes none. */
export function noArguments(command: string, [first]: readonly string[]): void {
  if (first === undefined) return
  throw new UsageError({
    zh: `${command} 不接受参数，却得到 ${quoted(first)}`,
    en: `${command} takes no argument, but got ${quoted(first)}`,
  })
}

function unknownOption(given: string, names: readonly string[]): UsageError {
  const guess = nearest(given.replace(/^-+/, ''), names)
  const { zh, en } = didYouMean(guess && `--${guess}`)
  return new UsageError({ zh: `未知选项 ${given}${zh}`, en: `unknown option ${given}${en}` })
}

/** What an error adds about the word that was probably meant. */
export function didYouMean(guess: string | undefined): Words {
  return guess === undefined ? same('') : { zh: `，是不是 ${guess}？`, en: `; did you mean ${guess}?` }
}

function readValue(
  name: string,
  definition: OptionDefinition,
  value: string | undefined,
  inline: boolean,
): true | string | number {
  if (definition.kind === 'flag') {
    if (value === undefined) return true
    throw new UsageError({
      zh: `${name} 不接受值，却得到 ${quoted(value)}`,
      en: `${name} takes no value, but got ${quoted(value)}`,
    })
  }
  // What looks like an option is one: `--json --html page.html` forgot a file. `--json=--html` can still say so.
  const isOption = !inline && (definition.kind === 'number' ? /^-\D/ : /^-./).test(value ?? '')
  if (value === undefined || value === '' || isOption) {
    const usage = `${name} ${placeholderOf(definition)}`
    throw new UsageError({ zh: `${name} 缺少值：${usage}`, en: `${name} requires a value: ${usage}` })
  }
  if (definition.kind === 'choice') return readChoice(name, definition.choices, value)
  if (definition.kind === 'language') return languageNamed(value) ?? readChoice(name, ['zh', 'en'], value)
  if (definition.kind === 'number') return readNumber(name, definition, value)
  return value
}

function readChoice(name: string, choices: readonly string[], value: string): string {
  if (choices.includes(value)) return value
  const { zh, en } = didYouMean(nearest(value, choices))
  throw new UsageError({
    zh: `${name} 只能是 ${choices.join('、')} 之一，不能是 ${quoted(value)}${zh}`,
    en: `${name} must be one of ${choices.join(', ')}, not ${quoted(value)}${en}`,
  })
}

function readNumber(name: string, range: { readonly minimum: number; readonly maximum: number }, value: string) {
  const { minimum, maximum } = range
  const number = /^[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN
  if (number >= minimum && number <= maximum) return number
  throw new UsageError({
    zh: `${name} 必须是 ${minimum} 到 ${maximum} 之间的整数，不能是 ${quoted(value)}`,
    en: `${name} must be a whole number from ${minimum} to ${maximum}, not ${quoted(value)}`,
  })
}

/** What stands for the value of an option in help and errors. */
export function placeholderOf(definition: OptionDefinition): string {
  if (definition.kind === 'flag') return ''
  if (definition.kind === 'language') return 'zh|en'
  return definition.kind === 'choice' ? definition.choices.join('|') : definition.placeholder
}

/** Text from the user, safe and short enough for one line. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text
  return JSON.stringify(short).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?')
}
