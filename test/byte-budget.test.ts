import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { type BrowserBundle, bundleForBrowsers, dependenciesOf } from './browser-bundle.ts'

// What the package costs an app in a browser, in bytes, minified and gzipped. Measured on the build, through the
// package's exports, as an app's bundler would. `test/bench` compares the same figures with other clients.

/** The maximum of each. Raise one only if users get something for it. */
const ceilings = {
  'all five operations': 17 * 1024,
  'our own part of them, beside ky and zod/mini': 4.25 * 1024,
  'the registration flow with a binding, on top of them': 3 * 1024,
  'the result codes alone': 1024,
  'the Chinese texts alone': 1024,
  'the English texts alone': 1024,
}

type Budget = keyof typeof ceilings

/** Files and names that no page should load. */
const unwanted = [
  /node:/,
  /node_modules\/form-data\//,
  /zod\/v4\/locales\//,
  /zod\/v4\/classic\//,
  /zod\/.*json-schema/,
  /tough-cookie|image-size|node_modules\/msw/,
  /dist\/client\/platform-(node|worker)/,
]

const root = fileURLToPath(new URL('..', import.meta.url))
const operations = `
  import { createClient } from 'phone-auth-kit'
  const client = createClient({ baseUrl: location.origin })
  globalThis.operations = [
    client.sendCode, client.verifyCode, client.uploadAvatar, client.completeRegistration, client.login,
  ]`

const bundle = (script: string, external: string[] = []) => bundleForBrowsers(script, root, external)

let whole: BrowserBundle
beforeAll(async () => {
  if (!existsSync(`${root}dist/index.js`)) throw new Error('run `npm run build` first')
  whole = await bundle(operations)
})

function holds(budget: Budget, bytes: number, files: BrowserBundle['files']): void {
  const ceiling = ceilings[budget]
  const largest = Object.entries(files)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([file, size]) => `  ${String(size).padStart(6)} ${file}`)
  const advice = [
    `${budget}: ${bytes} bytes gzipped, ${bytes - ceiling} above the ceiling of ${ceiling}.`,
    'The largest files in it, in bytes minified:',
    ...largest,
    'Every browser app that uses the package pays for these bytes, so think twice. Import the addition only where it is',
    'used, or put it behind an entry of its own (package.json, tsup.config.ts). If every user benefits from it, raise',
    `'${budget}' under \`ceilings\` in test/byte-budget.test.ts, measure again (npm run bundle in test/bench), put the`,
    'new figure into docs/figures.md and docs/client.md, and say in the changeset what the bytes buy.',
  ]
  expect(bytes, advice.join('\n')).toBeLessThanOrEqual(ceiling)
}

test('the five operations stay within their budget', () => {
  holds('all five operations', whole.gzip, whole.files)
})

test('our own part, without ky and zod/mini, stays small', async () => {
  const own = await bundle(operations, ['ky', 'zod/mini'])
  const dependencies = await bundle(dependenciesOf(own))
  expect(dependencies.gzip, 'ky and what we use of zod/mini were not found in the bundle').toBeGreaterThan(8 * 1024)
  holds('our own part of them, beside ky and zod/mini', whole.gzip - dependencies.gzip, own.files)
})

test.each(['react', 'vue'])('the registration flow with its binding to %s adds little', async (framework) => {
  const script = `${operations}
    import { createRegistrationFlow } from 'phone-auth-kit/registration-flow'
    import { useRegistrationFlow } from 'phone-auth-kit/${framework}'
    globalThis.kept = [createRegistrationFlow(client), useRegistrationFlow]`
  const together = await bundle(script, [framework])
  holds('the registration flow with a binding, on top of them', together.gzip - whole.gzip, together.files)
})

test.each([
  ['the result codes alone', `import { ResultCode } from 'phone-auth-kit'; globalThis.kept = ResultCode`],
  ['the Chinese texts alone', `import { zh } from 'phone-auth-kit/texts/zh'; globalThis.kept = zh`],
  ['the English texts alone', `import { en } from 'phone-auth-kit/texts/en'; globalThis.kept = en`],
] as const)('%s cost next to nothing', async (budget, script) => {
  const alone = await bundle(script)
  expect(alone.text).toContain('0008')
  holds(budget, alone.gzip, alone.files)
})

test.each(unwanted.map((name) => [name]))('the bundle contains nothing that matches %s', (name) => {
  expect(Object.keys(whole.files).filter((file) => name.test(file))).toEqual([])
  expect(name.exec(whole.text)?.[0]).toBeUndefined()
})

test('a bundle of the reference backend contains nothing of Node either', async () => {
  const { text, files } = await bundle(`
    import { createReferenceBackend } from 'phone-auth-kit/reference'
    globalThis.backend = createReferenceBackend()`)
  expect(Object.keys(files).filter((file) => /locales|form-data|node_modules\/ky\//.test(file))).toEqual([])
  expect(/node:[a-z]+/.exec(text)?.[0]).toBeUndefined()
})
