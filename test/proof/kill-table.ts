import { listCases } from '../../src/contract-tests.ts'
import { mutants } from './mutants.ts'
import { variants } from './variants.ts'

/** The wrong backends that must make this case fail. */
export function killersOf(id: string): readonly string[] {
  return mutants.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name }) => name)
}

/** docs/kill-table.md: which wrong backend proves which case, and the reverse. The tests check what it says. */
export function killTable(): string {
  const cases = listCases()
  const count = (level: string) => mutants.filter((mutant) => mutant.level === level).length
  const behaviour = mutants.filter(({ kind }) => kind === 'behaviour').length
  return `# Kill table

A wrong backend proves every case of the contract tests: the reference server with one small change, from \`test/proof\`. The tests run the suite against each of these ${mutants.length} backends
(${count('must')} break a must, ${count('should')} a should, ${count('advice')} an advice) and check that the cases named here fail. ${behaviour} of them answer every request in a well-formed, documented way and are wrong only in
state or behaviour. The tests also run the suite against ${variants.length} correct backends with an allowed peculiarity, alone and in random pairs, and check that it blames nothing on them.

\`node test/proof/run.ts --write\` writes this file; a test checks that it is up to date.

## Cases

| case | level | killed by |
| --- | --- | --- |
${cases.map(({ id, level }) => `| \`${id}\` | ${level} | ${killersOf(id).map(code).join(' ')} |`).join('\n')}

## Wrong backends

| backend | the fault | breaks a | wrong in | must be caught by |
| --- | --- | --- | --- | --- |
${mutants.map(({ name, fault, level, kind, caughtBy }) => `| \`${name}\` | ${cell(fault)} | ${level} | ${kind} | ${caughtBy.map(code).join(' ')} |`).join('\n')}

## Allowed peculiarities

| backend | the peculiarity |
| --- | --- |
${variants.map(({ name, peculiarity }) => `| \`${name}\` | ${cell(peculiarity)} |`).join('\n')}
`
}

function code(text: string): string {
  return `\`${text}\``
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
