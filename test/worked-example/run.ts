/**
 * Shows that nothing about a new endpoint can be forgotten: `npm run test:worked-example`.
 *
 * Applies new-endpoint.patch to a copy of the sources, where the checks must pass. Then leaves out one edit after the
 * other. Each time, either the compiler or a failing test must say so; a test has to name the file and what to add.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { applyPatch, copySources, patchOf, removeCopy, runIn, typeCheck, writtenPages } from './copy.ts'

/** The tests that hold what belongs to an endpoint together; the rest of `npm test` is about behaviour. */
const checks = [
  'test/contract',
  'test/client/docstrings.test.ts',
  'test/client/forms.test.ts',
  'test/docs/rows.test.ts',
  'test/openapi',
  'test/suite/cases',
  'test/suite/docs.test.ts',
  'test/cli/mock/reasons.test.ts',
]

/** Edits that belong together: left out alone, each would be an import of nothing, which would prove little. */
const together = [
  ['src/suite/cases/recover-password.ts', 'src/suite/run/all-cases.ts'],
  ['src/reference/rules/recover-password.ts', 'src/reference/rules/document-rules.ts'],
  ['test/proof/wrong/recoveries.ts', 'test/proof/mutants.ts'],
]

interface FailedTest {
  readonly name: string
  readonly message: string
}

const parts = patchOf('new-endpoint')
  .split(/^(?=diff --git )/m)
  .map((patch) => ({ file: /^diff --git a\/(\S+) /.exec(patch)?.[1] ?? '', patch }))

let wrong = 0
console.log('With every edit')
report(check([]), true)
for (const files of [
  ...parts.map(({ file }) => [file]),
  ...together,
  ...Object.keys(writtenPages).map((page) => [page]),
]) {
  console.log(`Without ${files.join(' and ')}`)
  report(check(files), false)
}
console.log(wrong === 0 ? 'Whatever is left out is missed.' : `${wrong} of these are not as they should be.`)
process.exitCode = wrong === 0 ? 0 : 1

/** What a copy of the sources without the edits to these files says: errors of the compiler, or the tests that fail. */
function check(leftOut: readonly string[]): string | FailedTest[] {
  const patch = parts.flatMap(({ file, patch }) => (leftOut.includes(file) ? [] : [patch])).join('')
  const folder = copySources()
  try {
    applyPatch(folder, patch, 'new-endpoint.patch')
    const { status, output } = typeCheck(folder)
    if (status !== 0) return output
    for (const [page, command] of Object.entries(writtenPages))
      if (!leftOut.includes(page)) runIn(folder, process.execPath, command)
    return [
      ...failedTests(folder, checks),
      ...failedTests(folder, ['test/proof/wrong-backends.test.ts', '-t', 'as a whole']),
    ]
  } finally {
    removeCopy(folder)
  }
}

function failedTests(folder: string, parameters: readonly string[]): FailedTest[] {
  const file = join(folder, 'results.json')
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const options = ['run', '--project', 'node', '--reporter', 'json', '--outputFile', file]
  const { output } = runIn(folder, process.execPath, [vitest, ...options, ...parameters])
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
      testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
    }
    return testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ name: fullName, message: failureMessages.join('\n') }))
  } catch {
    throw new Error(`vitest gave no results:\n${output}`)
  }
}

function report(said: string | FailedTest[], isWhole: boolean): void {
  const isMissed =
    typeof said === 'string' ||
    (said.length === 1 && said.every(({ message }) => /(?:src|test|docs)\/[\w./-]+/.test(message)))
  if (isWhole ? said.length > 0 : !isMissed) wrong += 1
  if (typeof said === 'string') {
    const errors = said.split('\n')
    const first = errors.find((line) => line.startsWith('src/')) ?? errors[0]
    console.log(`  the compiler: ${first?.slice(0, 200)}`)
  } else if (said.length === 0) console.log(isWhole ? '  everything passes' : '  NOTHING FAILS')
  else
    for (const { name, message } of said)
      console.log(`  ${name}: ${message.trim().slice(0, 300).replaceAll('\n', ' ')}`)
}
