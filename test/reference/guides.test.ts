import { execFile, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { readCommandLine } from '../../src/cli/command-line.ts'
import { mockOptions } from '../../src/cli/mock/mock-options.ts'
import { blocksOf, fileOf, textOf } from '../docs/pages.ts'
import { codeFor } from './guides/fetch-code.ts'
import { startTeamMock } from './guides/team-mock.ts'
import { png } from './image.ts'
import { startMock, temporaryFolder } from './mock-process.ts'
import { Visitor } from './visitor.ts'

vi.setConfig({ testTimeout: 60_000 })

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const guides = join(root, 'test/reference/guides')
const pages = [
  'docs/reference-server.md',
  ...readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`),
]
describe.each(pages)('%s', (page) => {
  test('shows valid mock commands', () => {
    for (const [, line = ''] of textOf(page).matchAll(/phone-auth-kit mock((?: --?[\w-]+| [\w.:=,/]+)*)/g))
      readCommandLine(mockOptions, line.split(' ').filter(Boolean))
  })
})

test('every example is shown in the docs', () => {
  const shown = new Set(pages.flatMap((page) => blocksOf(page).map(fileOf)))
  for (const name of readdirSync(guides)) expect([...shown], name).toContain(`test/reference/guides/${name}`)
})

test('the table of options lists every option, with flags that mock has', () => {
  const table = textOf('docs/reference-server.md')
  const source = readFileSync(join(root, 'src/reference/reference-options.ts'), 'utf8')
  const options = source.slice(
    source.indexOf('export interface ReferenceOptions'),
    source.indexOf('/** Options of the session cookie'),
  )
  for (const [, name] of options.matchAll(/^ {2}readonly (\w+)\?:/gm)) expect(table).toContain(`\`${name}\``)
  for (const [, flag = ''] of table.matchAll(/`--([\w-]+)`/g)) expect(Object.keys(mockOptions)).toContain(flag)
})

/** Whether a program is installed. Examples in other languages run only where theirs is. */
const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0

describe('the examples in other languages register a person', () => {
  test('curl', async () => {
    const mock = await startMock()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'avatar.png'), png())
    const script = readFileSync(join(guides, 'register.sh'), 'utf8')
    // This can be checked without curl, too: the script uses the paths of the API.
    expect([...script.matchAll(/\$base(\/\w+)/g)].map(([, path]) => path)).toEqual([
      '/register',
      '/register',
      '/upload',
      '/register',
      '/log',
    ])
    if (!isInstalled('curl')) return
    const { stdout } = await run('sh', ['-c', script.replace('http://127.0.0.1:6543', mock.url)], { cwd: folder })
    const replies = stdout.replaceAll('}{', '}\n{').split('\n')
    expect(replies.map((reply) => JSON.parse(reply).result)).toEqual(['0000', '0000', '0000', '0000'])
    expect(await new Visitor(mock.url).login('13800138000', 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('Python', async () => {
    const mock = await startMock()
    const script = join(guides, 'register.py')
    expect(readFileSync(script, 'utf8')).toContain('HTTPCookieProcessor')
    if (!isInstalled('python3')) return
    const { stdout } = await run('python3', [script, mock.url, '13800138000'])
    expect(stdout.trim().split('\n')).toEqual(['verifyCode 0000', 'completeRegistration 0000', 'login 0000'])
  })
})

test('the mock for a team keeps people and images across restarts', async () => {
  const folder = temporaryFolder()
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const first = await startTeamMock(folder, '127.0.0.1', 0)
  const visitor = await new Visitor(first.url).verified('13800138000')
  const { message } = await visitor.upload(png())
  await visitor.complete('abcd1234', { headImage: message ?? '' })
  expect(new Uint8Array(await (await fetch(message ?? '')).arrayBuffer())).toEqual(png())
  expect(await codeFor('13800138000', first.url)).toMatch(/^[0-9]{4}$/)
  await first.stop()
  const second = await startTeamMock(folder, '127.0.0.1', 0)
  expect(await new Visitor(second.url).login('13800138000', 'abcd1234')).toMatchObject({ result: '0000' })
  await second.stop()
  expect(log).toHaveBeenCalled()
  log.mockRestore()
})
