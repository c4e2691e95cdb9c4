import { listCases } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'

test('docs/cases.md lists every case: `npx vitest run --project node test/suite/docs.test.ts -u` writes it', async () => {
  const titles = new Map(listCases('zh').map(({ id, title }) => [id, title]))
  const rows = listCases().map(
    ({ id, level, title }) => `| \`${id}\` | ${level} | ${title.replaceAll('|', '\\|')} | ${titles.get(id) ?? ''} |`,
  )
  const page = `# The cases of the contract suite

This page lists every case, in the order of a report; ids are never renumbered. A test checks that it is up to date, and
[contract-suite.md](contract-suite.md) explains how the suite works. The levels are those for the document's own dialect:
with \`codeDelivery: 'sms'\`, \`verifyCode/equal-pair\` is a must.

| id | level | the case | 用例 |
| --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../docs/cases.md')
})
