import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deadAddress, startBackend } from '../backends.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

describe('the screen', () => {
  const nasty = '\u001b[2J\u001b]0;owned\u0007\u202e\u0000'
  const hostile = async (response: Response) => {
    const { result } = (await response.json()) as { result: string }
    return Response.json({ result: `${result}${nasty}`, message: nasty }, { headers: { 'x-nasty': 'a\u009bb' } })
  }

  test('never shows a control character of the backend', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, hostile)]
    const files = ['--json', 'r.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const { code, stdout, stderr } = await runCommand(['verify', url, ...files], { directory: folder })
    expect(code).toBe(1)
    const texts = ['r.json', 'r.xml', 'r.md', 'r.html'].map((name) => readFileSync(join(folder, name), 'utf8'))
    for (const text of [stdout, stderr, ...texts]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    }
  })

  test('has colours on a terminal only, and not with NO_COLOR or CI', async () => {
    const url = deadAddress
    const colours = async (isTerminal: boolean, env = {}) =>
      (await runCommand(['verify', url], { isTerminal, env })).stdout.includes('\u001b[')
    expect(await colours(true)).toBe(true)
    expect(await colours(false)).toBe(false)
    expect(await colours(true, { NO_COLOR: '1' })).toBe(false)
    expect(await colours(true, { CI: 'true' })).toBe(false)
    expect(await colours(true, { NO_COLOR: '' })).toBe(true)
  })

  test('shows progress in a line that overwrites itself on a terminal, and in a few lines elsewhere', async () => {
    const { url } = await startBackend()
    const argv = ['verify', url, '--only', 'sendCode/*']
    const live = await runCommand(argv, { isTerminal: true })
    expect(live.stderr).toContain('\r\u001b[2K')
    expect(live.stderr).toMatch(/ \d+\/\d+/)
    const plain = await runCommand(argv)
    expect(plain.stderr).toMatch(/^(\d+\/\d+ cases\n){1,4}$/)
  })

  test.each([30, 40, 60, 80])(
    'keeps the moving line within %i columns, even where others than ASCII take two',
    async (columns) => {
      const { url } = await startBackend({}, () => Response.json({ result: '9999' }))
      const argv = ['verify', url, '--only', 'sendCode/*', '--lang', 'zh']
      const { stderr } = await runCommand(argv, { isTerminal: true, columns, env: { NO_COLOR: '1' } })
      const lines = stderr.split('\r\u001b[2K')
      expect(lines.some((line) => line.includes('个失败'))).toBe(true)
      for (const line of lines) {
        const width = [...line].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 1 : 2), 0)
        expect(width, line).toBeLessThan(columns)
      }
    },
  )
})
