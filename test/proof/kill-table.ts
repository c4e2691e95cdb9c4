import { listCases } from '../../src/contract-tests.ts'
import { mutants } from './mutants.ts'
import { variants } from './variants.ts'

/** The wrong backends that must make this case fail. */
export function killersOf(id: string): readonly string[] {
  return mutants.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name }) => name)
}

/** docs/kill-table.md: which wrong backend proves which case, both ways. The tests hold what it says. */
export function killTable(): string {
  const cases = listCases()
  const count = (level: string) => mutants.filter((mutant) => mutant.level === level).length
  const behaviour = mutants.filter(({ kind }) => kind === 'behaviour').length
  return `# Kill table

Every case of the contract tests is proved by a wrong backend: the reference server with one small change, from \`test/proof\`. The tests run each of these ${mutants.length} backends
(${count('must')} break a must, ${count('should')} a should, ${count('advice')} an advice) and hold that the cases named here fail for it. ${behaviour} of them answer every single request in a well-formed, documented way, and are wrong
only in state or behaviour. ${variants.length} right backends with a peculiarity stand against them, alone and in drawn pairs: nothing may be blamed on those.

Written by \`node test/proof/run.ts --write\`; a test holds that it is current.

## Cases

| case | level | killed by |
| --- | --- | --- |
${cases.map(({ id, level }) => `| \`${id}\` | ${level} | ${killersOf(id).map(code).join(' ')} |`).join('\n')}

## Wrong backends

| backend | the fault | breaks a | wrong in | must be caught by |
| --- | --- | --- | --- | --- |
${mutants.map(({ name, fault, level, kind, caughtBy }) => `| \`${name}\` | ${cell(fault)} | ${level} | ${kind} | ${caughtBy.map(code).join(' ')} |`).join('\n')}

## Allowed peculiarities

| backend | what is peculiar |
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
