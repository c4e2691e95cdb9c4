import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('every link of README and docs to a file of this repository leads somewhere', () => {
  const pages = [
    'README.md',
    'README.zh-CN.md',
    ...readdirSync(new URL('../../docs', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ]
  const broken = pages.flatMap((name) =>
    [...read(name).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(new URL(target, new URL(`../../${name}`, import.meta.url))))
      .map((target) => `${name}: ${target}`),
  )
  expect(broken).toEqual([])
})
