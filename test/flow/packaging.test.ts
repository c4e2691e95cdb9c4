import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('the built entries', () => {
  test('of React says that it is for clients, before anything else', () => {
    expect(read('dist/react.js').trimStart()).toMatch(/^["']use client["']/)
  })

  test('import the framework that they bind, and the flow imports none', () => {
    const packagesOf = (entry: string) =>
      [...read(`dist/${entry}.js`).matchAll(/from "([^."][^"]*)"/g)].map(([, name]) => name)
    expect(packagesOf('react')).toEqual(['react'])
    expect(packagesOf('vue')).toEqual(['vue'])
    expect(packagesOf('registration-flow')).toEqual([])
  })
})

test('nobody has to install a framework', () => {
  const { peerDependencies, peerDependenciesMeta, dependencies } = JSON.parse(read('package.json'))
  expect(peerDependencies).toMatchObject({ react: '>=18', vue: '>=3.4' })
  expect(peerDependenciesMeta).toMatchObject({ react: { optional: true }, vue: { optional: true } })
  expect(Object.keys(dependencies)).not.toEqual(expect.arrayContaining(['react']))
})
