import { parseArgs } from 'node:util'
import { nearest } from '../suite/run/nearest.ts'
import { WrongUsage } from './wrong-usage.ts'

/** One option of a command. */
export type OptionDefinition = {
  readonly description: string
} & (
  | { readonly kind: 'flag' }
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
      : Definition extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string

/** What was given, by option; an option that was not given is absent. */
export type OptionValues<Table extends OptionTable> = { readonly [Name in keyof Table]?: ValueOf<Table[Name]> }

/** A command line, read. */
export interface CommandLine<Table extends OptionTable> {
  readonly options: OptionValues<Table>
  readonly positionals: readonly string[]
}

/**
 * Reads the arguments of a command. `--help` and `-h` are not its business: `main` looks for them first.
 *
 * @throws WrongUsage with one line that says what is wrong, and what was probably meant.
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
        throw new WrongUsage(`--${token.name} is given twice; it takes one value`)
      }
      options[token.name] = value
    }
  }
  // Every value was made by readValue from the definition of its option.
  return { options: options as OptionValues<Table>, positionals }
}

function unknownOption(given: string, names: readonly string[]): WrongUsage {
  const guess = nearest(given.replace(/^-+/, ''), names)
  return new WrongUsage(`unknown option ${given}${guess ? `; did you mean --${guess}?` : ''}`)
}

function readValue(
  name: string,
  definition: OptionDefinition,
  value: string | undefined,
  inline: boolean,
): true | string | number {
  if (definition.kind === 'flag') {
    if (value !== undefined) throw new WrongUsage(`${name} takes no value, but was given ${quoted(value)}`)
    return true
  }
  // What looks like an option is one: `--json --html page.html` forgot a file. `--json=--html` can still say so.
  const isOption = !inline && (definition.kind === 'number' ? /^-\D/ : /^-./).test(value ?? '')
  if (value === undefined || value === '' || isOption) {
    throw new WrongUsage(`${name} needs a value: ${name} ${placeholderOf(definition)}`)
  }
  if (definition.kind === 'choice') {
    if (definition.choices.includes(value)) return value
    const guess = nearest(value, definition.choices)
    const choices = definition.choices.join(', ')
    throw new WrongUsage(`${name} is one of ${choices}, not ${quoted(value)}${guess ? `; did you mean ${guess}?` : ''}`)
  }
  if (definition.kind === 'number') {
    const number = /^[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (number >= definition.minimum && number <= definition.maximum) return number
    const range = `${definition.minimum} to ${definition.maximum}`
    throw new WrongUsage(`${name} is a whole number from ${range}, not ${quoted(value)}`)
  }
  return value
}

/** What stands for the value of an option in help and errors. */
export function placeholderOf(definition: OptionDefinition): string {
  if (definition.kind === 'flag') return ''
  return definition.kind === 'choice' ? definition.choices.join('|') : definition.placeholder
}

/** A word of the user's, safe and short enough for one line. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text
  return JSON.stringify(short).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?')
}
