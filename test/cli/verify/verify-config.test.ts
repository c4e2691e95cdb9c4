import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { runCommand, start, temporaryFolder } from '../run-command.ts'

describe('a configuration', () => {
  test('gives options, hooks included, which the command line overrides', async () => {
    const [folder, { url, inbox }] = [await temporaryFolder(), await startBackend({ dialect: { codeDelivery: 'sms' } })]
    const shared = globalThis as { inboxOfTest?: typeof inbox }
    shared.inboxOfTest = inbox
    onTestFinished(() => {
      delete shared.inboxOfTest
    })
    const config = `export default {
      baseUrl: 'http://127.0.0.1:9',
      lang: 'zh',
      json: 'from-config.json',
      dialect: { codeDelivery: 'sms' },
      only: ['login/success'],
      codeSource: (userId: string) => globalThis.inboxOfTest.last(userId).code,
    }\n`
    writeFileSync(join(folder, 'verify.config.ts'), config)
    const argv = ['verify', url, '--config', 'verify.config.ts', '--lang', 'en', '--json', 'report.json']
    const result = await runCommand(argv, { directory: folder })
    expect(result.code, result.stdout + result.stderr).toBe(0)
    expect(reportIn(folder)).toMatchObject({ lang: 'en', dialect: { codeDelivery: 'sms' } })
    expect(existsSync(join(folder, 'from-config.json'))).toBe(false)
  })

  test('may have hooks that throw: the run goes on, and the reports are written', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const hooks = `onPlan() { throw new Error('first') }, onCase() { throw new Error('second') }, onExchange() { throw new Error('third') }`
    writeFileSync(join(folder, 'verify.config.mjs'), `export default { only: ['sendCode/success'], ${hooks} }`)
    const argv = ['verify', url, '--config', 'verify.config.mjs', '--json', 'report.json']
    const { code, stderr } = await runCommand(argv, { directory: folder })
    expect(stderr).toContain('onPlan of the configuration threw: first')
    expect(stderr).toContain('onCase of the configuration threw: second')
    expect(stderr).toContain('onExchange of the configuration threw: third')
    expect(code).toBe(0)
    expect(reportIn(folder).verdict).toBe('conforms')
  })

  test.each([
    ['export default { onyl: [] }', 'unknown member "onyl"; did you mean only?'],
    ['export default { timeout: "1s" }', 'timeout must be a number of milliseconds'],
    ['export const options = {}', 'no default export; write export default defineConfig'],
    ['throw new Error("broken on purpose")', 'does not load: broken on purpose'],
  ])('%s is refused', async (text, words) => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'verify.config.mjs'), text)
    const argv = ['verify', 'http://127.0.0.1:9', '--config', 'verify.config.mjs']
    const result = await runCommand(argv, { directory: folder })
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
  })
})

describe('a configuration in a folder of CommonJS', () => {
  const text = `export default { only: ['login/success'], lang: 'zh' }`

  test.each(['verify.config.ts', 'verify.config.js'])(
    'is refused as %s, with the extension it should have',
    async (name) => {
      const folder = await temporaryFolder()
      writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
      writeFileSync(join(folder, name), text)
      const { ended, texts } = start(['verify', 'http://127.0.0.1:9', '--list', '--config', name], folder)
      expect(await ended).toBe(2)
      expect(texts.stderr).toContain('rename it to end in .mts or .mjs')
    },
  )

  test.each(['verify.config.mts', 'verify.config.mjs'])('is read as %s', async (name) => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
    writeFileSync(join(folder, name), text)
    const { ended, texts } = start(['verify', 'http://127.0.0.1:9', '--list', '--config', name], folder)
    expect(await ended, texts.stderr).toBe(0)
    expect(texts.stdout).toMatch(/^login\/success +must +\S.*\n$/)
  })
})
