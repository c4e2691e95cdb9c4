import { listCases } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'

/** Written anew by `npx vitest run --project node test/suite/docs.test.ts -u`. */
test('docs/cases.md lists every case, as it is', async () => {
  const titles = new Map(listCases('zh').map(({ id, title }) => [id, title]))
  const rows = listCases().map(
    ({ id, level, title }) => `| \`${id}\` | ${level} | ${title.replaceAll('|', '\\|')} | ${titles.get(id) ?? ''} |`,
  )
  const page = `# The cases of the contract suite

Every case, in the order of a report; ids are never renumbered. A test holds this page to the suite, and
[contract-suite.md](contract-suite.md) says how it works. The levels are those of the dialect of the document: with
\`codeDelivery: 'sms'\`, \`verifyCode/equal-pair\` is a must.

| id | level | the case | 用例 |
| --- | --- | --- | --- |
${rows.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../docs/cases.md')
})
