import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from 'phone-auth-kit/openapi'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands.ts'
import { commandHelp, overviewHelp } from '../../src/cli/help.ts'
import { verifyOptions } from '../../src/cli/verify/verify-options.ts'
import { displayWidth } from '../../src/report/terminal/display-width.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

describe('phone-auth-kit', () => {
  test('prints its version', async () => {
    const said = { code: 0, stdout: `${packageJson.version}\n`, stderr: '' }
    expect(await runCommand(['--version'])).toEqual(said)
    expect(await runCommand(['-V'])).toEqual(said)
    expect(await runCommand(['-v'])).toEqual(said)
  })

  test('lists its commands', async () => {
    const { code, stdout } = await runCommand(['--help'])
    expect(code).toBe(0)
    for (const name of ['verify', 'mock', 'openapi']) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  test.each(['verify', 'mock', 'openapi'])('prints the help of %s, however it is asked for', async (name) => {
    const asked = await runCommand([name, '--help'])
    expect(asked).toMatchObject({ code: 0, stderr: '' })
    expect(asked.stdout).toContain(`Usage: phone-auth-kit ${name}`)
    expect(await runCommand([name, '-h'])).toEqual(asked)
    expect(await runCommand(['help', name])).toEqual(asked)
  })

  test('lists every option of verify in its help, within 100 columns, and in the docs', async () => {
    const { stdout } = await runCommand(['verify', '--help'])
    const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')
    for (const name of Object.keys(verifyOptions)) {
      expect(stdout).toContain(`  --${name}`)
      expect(page).toContain(`\`--${name}`)
    }
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test.each([
    [100, 'en'],
    [80, 'en'],
    [100, 'zh'],
    [80, 'zh'],
  ] as const)('keeps its help within %i columns (%s)', (columns, language) => {
    const pages = [...commands].map(([name, command]) => commandHelp(name, command, { language, columns }))
    for (const line of [...pages, overviewHelp(commands, language)].join('\n').split('\n')) {
      expect(displayWidth(line), line).toBeLessThanOrEqual(columns)
    }
  })

  test.each([
    [[], 'missing command: verify, mock, openapi'],
    [['verfy'], 'unknown command "verfy"; did you mean verify?'],
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['help', 'verfy'], 'unknown command "verfy"; did you mean verify?'],
    [['--json'], 'the command (verify, mock, openapi) must come before "--json"'],
    [['http://127.0.0.1'], 'missing command before the address; did you mean phone-auth-kit verify http://127.0.0.1?'],
  ])('called with %j says in one line what is wrong, and exits 2', async (argv, message) => {
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
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
  })

  test('writes a file for the given dialect and server', async () => {
    const folder = await temporaryFolder()
    const dialect = { linking: 'userId', body: 'json', codeDelivery: 'sms' } as const
    const flags = ['--linking', 'userId', '--body', 'json', '--code-delivery', 'sms', '--server', 'http://api.test/v1']
    const run = await runCommand(['openapi', ...flags, '--out', 'a/openapi.json'], { directory: folder })
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(JSON.parse(readFileSync(join(folder, 'a/openapi.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(openApiDocument({ dialect, server: 'http://api.test/v1' }))),
    )
  })

  test.each([
    [['extra'], 'openapi takes no argument, but got "extra"'],
    [['--serve', 'x'], 'unknown option --serve; did you mean --server?'],
    [
      ['--server', 'localhost:6543'],
      '--server must be an http or https address, or a path that starts with /, not "localhost:6543"',
    ],
  ])('%j exits 2', async (argv, message) => {
    expect(await runCommand(['openapi', ...argv])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
  })

  test('says why a file cannot be written', async () => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, stderr } = await runCommand(['openapi', '--out', 'file/x.json'], { directory: folder })
    expect(code).toBe(2)
    expect(stderr).toContain('--out: can\'t write "file/x.json" (part of the path is a file, not a folder)')
  })
})
