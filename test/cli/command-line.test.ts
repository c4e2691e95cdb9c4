import { describe, expect, test } from 'vitest'
import { type OptionTable, readCommandLine } from '../../src/cli/command-line.ts'
import { same } from '../../src/report/model/words.ts'

const summary = same('')
const table = {
  json: { kind: 'text', placeholder: 'FILE', summary },
  only: { kind: 'texts', placeholder: 'ID', summary },
  list: { kind: 'flag', summary },
  'fail-on': { kind: 'choice', choices: ['must', 'should', 'advice'], summary },
  timeout: { kind: 'number', placeholder: 'MS', minimum: 1, maximum: 1000, summary },
} as const satisfies OptionTable

const read = (...argv: string[]) => readCommandLine(table, argv)

describe('a command line', () => {
  test('gives options by name and arguments by position', () => {
    expect(read('a', '--json', 'x.json', '--only', 'p', '--only=q', '--list', '--fail-on', 'should', 'b')).toEqual({
      options: { json: 'x.json', only: ['p', 'q'], list: true, 'fail-on': 'should' },
      positionals: ['a', 'b'],
    })
  })

  test('leaves out options that were not given', () => {
    expect(read().options).toEqual({})
  })

  test('takes everything after two dashes as arguments', () => {
    expect(read('--', '--json').positionals).toEqual(['--json'])
  })

  test('takes a value that looks like an option only after an equals sign', () => {
    expect(read('--json=--list').options).toEqual({ json: '--list' })
    expect(() => read('--json', '--list')).toThrow('--json requires a value: --json FILE')
  })

  test('takes a lone dash as a value', () => {
    expect(read('--json', '-').options).toEqual({ json: '-' })
  })

  test.each([
    [['--jsn', 'x'], 'unknown option --jsn; did you mean --json?'],
    [['--fail-onn', 'must'], 'unknown option --fail-onn; did you mean --fail-on?'],
    [['--zzzzzzz'], 'unknown option --zzzzzzz'],
    [['-x'], 'unknown option -x'],
    [['--constructor'], 'unknown option --constructor'],
    [['--json'], '--json requires a value: --json FILE'],
    [['--json='], '--json requires a value: --json FILE'],
    [['--json', 'a', '--json', 'b'], '--json can be given only once'],
    [['--list=yes'], '--list takes no value, but got "yes"'],
    [['--fail-on', 'shold'], '--fail-on must be one of must, should, advice, not "shold"; did you mean should?'],
    [['--timeout', '0'], '--timeout must be a whole number from 1 to 1000, not "0"'],
    [['--timeout', '-1'], '--timeout must be a whole number from 1 to 1000, not "-1"'],
    [['--timeout', '1e2'], '--timeout must be a whole number from 1 to 1000, not "1e2"'],
    [['--timeout', '10s'], '--timeout must be a whole number from 1 to 1000, not "10s"'],
  ])('says in one line what is wrong with %j', (argv, message) => {
    expect(() => read(...argv)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
  })

  test('quotes values without control characters', () => {
    expect(() => read('--fail-on', '\u001b[2Jmust')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('\u001b') }),
    )
  })
})
