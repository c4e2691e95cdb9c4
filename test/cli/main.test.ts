import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands.ts'
import { commandHelp, overviewHelp } from '../../src/cli/help.ts'
import { verifyOptions } from '../../src/cli/verify/verify-options.ts'
import { openApiDocument } from '../../src/openapi/openapi-document.ts'
import { en } from '../../src/texts/en.ts'
import { zh } from '../../src/texts/zh.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

const texts = [zh.results, en.results]

describe('phone-auth-kit', () => {
  test('says its version', async () => {
    const said = { code: 0, stdout: `${packageJson.version}\n`, stderr: '' }
    expect(await runCommand(['--version'])).toEqual(said)
    expect(await runCommand(['-V'])).toEqual(said)
  })

  test('says what it can do', async () => {
    const { code, stdout } = await runCommand(['--help'])
    expect(code).toBe(0)
    for (const name of ['verify', 'mock', 'openapi']) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  test.each(['verify', 'mock', 'openapi'])('helps with %s in each way one may ask', async (name) => {
    const asked = await runCommand([name, '--help'])
    expect(asked).toMatchObject({ code: 0, stderr: '' })
    expect(asked.stdout).toContain(`Usage: phone-auth-kit ${name}`)
    expect(await runCommand([name, '-h'])).toEqual(asked)
    expect(await runCommand(['help', name])).toEqual(asked)
  })

  test('lists every option of verify in its help, within 100 columns, and describes each in the docs', async () => {
    const { stdout } = await runCommand(['verify', '--help'])
    const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')
    for (const name of Object.keys(verifyOptions)) {
      expect(stdout).toContain(`  --${name}`)
      expect(page).toContain(`\`--${name}`)
    }
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test.each([100, 80])('keeps its help within %i columns', (columns) => {
    const pages = [...commands].map(([name, command]) => commandHelp(name, command, columns))
    for (const line of [...pages, overviewHelp(commands)].join('\n').split('\n')) {
      expect(line.length, line).toBeLessThanOrEqual(columns)
    }
  })

  test.each([
    [[], 'a command is missing: verify, mock, openapi'],
    [['verfy'], 'unknown command "verfy"; did you mean verify?'],
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['help', 'verfy'], 'unknown command "verfy"; did you mean verify?'],
    [['--json'], 'the command comes first: verify, mock, openapi, then "--json"'],
    [['http://127.0.0.1'], 'say what to do with the address: phone-auth-kit verify http://127.0.0.1'],
  ])('called with %j says what is wrong in one line and exits 2', async (argv, message) => {
    expect(await runCommand(argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: `phone-auth-kit: ${message}\nTry: phone-auth-kit --help\n`,
    })
  })
})

describe('phone-auth-kit openapi', () => {
  test('prints the contract as OpenAPI 3.1', async () => {
    const { code, stdout } = await runCommand(['openapi'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(openApiDocument({ texts }))))
  })

  test('writes a file, for the dialect and the server it is given', async () => {
    const folder = await temporaryFolder()
    const dialect = { linking: 'userId', body: 'json', codeDelivery: 'sms' } as const
    const flags = ['--linking', 'userId', '--body', 'json', '--code-delivery', 'sms', '--server', 'http://api.test/v1']
    const run = await runCommand(['openapi', ...flags, '--out', 'a/openapi.json'], { directory: folder })
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(JSON.parse(readFileSync(join(folder, 'a/openapi.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(openApiDocument({ dialect, server: 'http://api.test/v1', texts }))),
    )
  })

  test.each([
    [['extra'], 'openapi takes no argument, but got "extra"'],
    [['--serve', 'x'], 'unknown option --serve; did you mean --server?'],
    [['--server', 'localhost:6543'], '--server is an http or https address, or a path from /, not "localhost:6543"'],
  ])('%j exits 2', async (argv, message) => {
    expect(await runCommand(['openapi', ...argv])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
  })

  test('says why a file can not be written', async () => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, stderr } = await runCommand(['openapi', '--out', 'file/x.json'], { directory: folder })
    expect(code).toBe(2)
    expect(stderr).toContain('--out: "file/x.json" can\'t be written (a file is in the place of a folder)')
  })
})
