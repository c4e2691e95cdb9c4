import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { languageNamed } from '../../src/cli/language.ts'
import { startBackend } from './backends.ts'
import { runCommand } from './run-command.ts'

const chinese = /[\u4e00-\u9fff]/

test.each([
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh_TW.UTF-8', 'zh'],
  ['zh-Hans-CN', 'zh'],
  ['ZH', 'zh'],
  ['en', 'en'],
  ['en-US', 'en'],
  ['en_GB.UTF-8', 'en'],
  ['C.UTF-8', undefined],
  ['fr', undefined],
  ['zhuang', undefined],
  ['', undefined],
])('the tag %j names the language %s', (tag, language) => {
  expect(languageNamed(tag)).toBe(language)
})

describe('the language of messages', () => {
  const isChinese = async (argv: readonly string[], env = {}) => {
    const { stdout, stderr } = await runCommand(argv, { env })
    return chinese.test(stdout + stderr)
  }

  test('is that of --lang', async () => {
    expect(await isChinese(['--help', '--lang', 'zh'])).toBe(true)
    expect(await isChinese(['help', 'verify', '--lang', 'zh-CN'])).toBe(true)
    expect(await isChinese(['verify', '--help', '--lang=zh'])).toBe(true)
    expect(await isChinese(['verify', '--lang', 'zh'])).toBe(true)
    expect(await isChinese(['verify', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toBe(false)
  })

  test('else that of the locale, by LC_ALL before LC_MESSAGES before LANG', async () => {
    const argv = ['--help']
    expect(await isChinese(argv)).toBe(false)
    expect(await isChinese(argv, { LANG: 'zh_CN.UTF-8' })).toBe(true)
    expect(await isChinese(argv, { LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toBe(true)
    expect(await isChinese(argv, { LC_ALL: 'C', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe(false)
    expect(await isChinese(argv, { LC_ALL: '', LANG: 'zh_CN' })).toBe(true)
  })

  test('is the language of the plan, the progress and the report, too', async () => {
    const { url } = await startBackend()
    const argv = ['verify', url, '--only', 'sendCode/success']
    const { stdout, stderr } = await runCommand(argv, { env: { LANG: 'zh_CN.UTF-8' } })
    expect(stdout).toContain('1 个用例，最多发送')
    expect(stdout).toContain('符合契约')
    expect(stderr).toContain('1/1 个用例')
  })

  test.each([
    [['verfy'], '未知命令 "verfy"，是不是 verify？'],
    [[], '缺少命令：verify、mock、openapi'],
    [['mock', '--prot', '1'], '未知选项 --prot，是不是 --port？'],
    [['mock', '--port', '65536'], '--port 必须是 0 到 65535 之间的整数，不能是 "65536"'],
    [['mock', '--force', 'login=0001'], '--force：login 只返回 0000、0007、0008，不返回 "0001"'],
    [['verify'], 'verify 需要后端的地址'],
    [['verify', 'http://127.0.0.1:9', '--update-baseline'], '--update-baseline 须与 --baseline FILE 同时使用'],
    [['verify', 'http://127.0.0.1:9', '--config', 'no.js'], '--config：无法读取 "no.js"（文件或文件夹不存在）'],
    [['verify', '127.0.0.1:9'], '"127.0.0.1:9" 缺少协议，是不是 http://127.0.0.1:9？'],
    [['verify', 'http://192.0.2.1'], '192.0.2.1 不是本机。'],
    [
      ['verify', 'http://127.0.0.1:9', '--only', 'login/sucess'],
      '没有用例匹配 "login/sucess"，是不是 "login/success"？',
    ],
    [['openapi', 'extra'], 'openapi 不接受参数，却得到 "extra"'],
  ])('is the language of usage errors: %j', async (argv, message) => {
    const { code, stderr } = await runCommand(argv, { env: { LANG: 'zh_CN.UTF-8' } })
    expect(code).toBe(2)
    expect(stderr).toContain(`phone-auth-kit: ${message}`)
    expect(stderr).toContain('\n用法见：phone-auth-kit ')
  })

  test('has its own text for each option of each command', () => {
    for (const { summary, options } of commands.values()) {
      for (const words of [summary, ...Object.values(options).map((option) => option.summary)]) {
        expect(words.zh).toMatch(chinese)
        expect(words.en).not.toMatch(chinese)
        // Full-width punctuation next to Chinese text.
        expect(words.zh).not.toMatch(/[\u4e00-\u9fff][,;:()]|[,;:()][\u4e00-\u9fff]/)
      }
    }
  })
})
