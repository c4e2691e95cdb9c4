import {
  type CaseResult,
  type ContractOptions,
  type ContractReport,
  contractTests,
  type Dialect,
  type ExaminedOperation,
  examine,
  htmlReport,
  junitReport,
  listCases,
  markdownReport,
  planContract,
  runContract,
  terminalReport,
} from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { counting, inProcess, onPort } from '../backends.ts'
import { bash, resultIn } from '../bash.ts'
import { addPhotos, type Faults, ownBackend, ownDocument, resetPassword, sendResetCode } from './backend.ts'

const photo = { bytes: new TextEncoder().encode('photo'), name: "it's mine.png", type: 'image/png' }

const operations: readonly ExaminedOperation[] = [
  examine(sendResetCode, { example: ({ userId }) => ({ userId }), sendsCode: true }),
  examine(resetPassword, {
    sendsCode: true,
    document: ownDocument,
    example: async (person) => ({
      userId: person.userId,
      code: await person.newCode(sendResetCode),
      password: `${person.password}1`,
    }),
  }),
  examine(addPhotos, {
    example: () => ({ album: 'holidays', photo }),
    headers: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  }),
]

const ownIds = listCases('en', {}, operations)
  .map(({ id }) => id)
  .filter((id) => operations.some(({ operation }) => id.startsWith(`${operation.id}/`)))

function run(faults: Faults = {}, options: Partial<ContractOptions> = {}): Promise<ContractReport> {
  const fetch = ownBackend(faults, options.dialect)
  return runContract({ baseUrl: inProcess, fetch, seed: 1, operations, only: ownIds, ...options })
}

const failed = ({ cases }: ContractReport) => cases.filter(({ status }) => status === 'failed').map(({ id }) => id)
const caseIn = ({ cases }: ContractReport, id: string): CaseResult | undefined => cases.find((one) => one.id === id)

describe('operations of one’s own', () => {
  test('are examined with the five of the document, and a right backend conforms', async () => {
    const counter = counting(ownBackend())
    const options = { baseUrl: inProcess, operations, smsBudget: 60 }
    const plan = planContract(options)
    const report = await runContract({ ...options, fetch: counter.fetch, seed: 1 })
    expect(failed(report).filter((id) => caseIn(report, id)?.level !== 'advice')).toEqual([])
    expect(report.verdict).toBe('conforms')
    expect(report.cases.filter(({ id }) => ownIds.includes(id)).map(({ status }) => status)).toEqual(
      ownIds.map(() => 'passed'),
    )
    expect(report.sms.sent).toBeLessThanOrEqual(plan.sms)
    expect(report.sms.sent).toBeLessThanOrEqual(counter.sends)
    expect(report.accounts.filter(({ registered }) => registered).length).toBeLessThanOrEqual(plan.accounts)
  })

  test('get a case for success, for each required field and for each rule, by stable ids', () => {
    expect(ownIds).toEqual([
      ...casesOf('sendResetCode', ['missing-user-id', 'empty-user-id']),
      ...casesOf('resetPassword', [
        'missing-user-id',
        'empty-user-id',
        'missing-code',
        'empty-code',
        'missing-password',
        'empty-password',
        'missing-reset',
        'empty-reset',
      ]),
      ...casesOf('addPhotos', ['missing-album', 'empty-album', 'missing-photo']),
    ])
    const tests = contractTests({ baseUrl: inProcess, operations, lang: 'zh' })
    expect(tests.map(({ id }) => id)).toEqual(expect.arrayContaining(ownIds))
    expect(tests.find(({ id }) => id === 'resetPassword/missing-reset')?.level).toBe('should')
  })

  test('cost two codes and two accounts each, and what their examples ask for', () => {
    const cost = (only: string) => {
      const { sms, accounts } = planContract({ baseUrl: inProcess, operations, only: [only] })
      return { sms, accounts }
    }
    expect(cost('addPhotos/*')).toEqual({ sms: 2, accounts: 2 })
    expect(cost('resetPassword/*')).toEqual({ sms: 4, accounts: 2 })
    expect(cost('resetPassword/success')).toEqual({ sms: 2, accounts: 1 })
  })

  test('leave random journeys as many codes as without them', () => {
    const plan = planContract({ baseUrl: inProcess, operations })
    expect(plan.sms - planContract({ baseUrl: inProcess }).sms).toBe(10)
  })

  test('are cited from the team’s document, or from the definition', async () => {
    const report = await run()
    expect(caseIn(report, 'resetPassword/missing-code')?.cites).toEqual([
      { section: '重置密码', quote: '| 2 | code | 验证码 | Y |' },
    ])
    expect(caseIn(report, 'addPhotos/success')?.cites).toEqual([{ section: 'addPhotos', quote: 'POST /photos' }])
  })

  test('count in the coverage', async () => {
    const { coverage } = await run()
    expect(coverage.filter(({ endpoint }) => endpoint === 'resetPassword')).toEqual([
      { endpoint: 'resetPassword', result: '0000', seen: 1 },
      { endpoint: 'resetPassword', result: '0004', seen: 0 },
      { endpoint: 'resetPassword', result: '0006', seen: 0 },
      { endpoint: 'resetPassword', result: '1001', seen: 0, text: 'The password is the old one' },
    ])
  })

  test.each<[string, Partial<Dialect>]>([
    ['linked by userId', { linking: 'userId' }],
    ['in JSON', { body: 'json' }],
  ])('are called as the dialect says: %s', async (_, dialect) => {
    const report = await run({}, { dialect })
    expect(failed(report)).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})

test('newCode reads codes where the run reads all of them', async () => {
  const inbox = new Map<string, string>()
  const read: string[] = []
  const codeSource = (userId: string) => {
    const code = inbox.get(userId)
    if (code) read.push(code)
    return code
  }
  const report = await runContract({
    baseUrl: inProcess,
    fetch: ownBackend({}, {}, inbox),
    operations,
    codeSource,
    only: ['resetPassword/success'],
  })
  expect(report.cases.map(({ status }) => status)).toEqual(['passed'])
  expect(read).toContain('4000')
})

describe('a wrong backend fails the case that names its fault', () => {
  test.each<[Faults, readonly string[]]>([
    [{ codeMayBeMissing: true }, ['resetPassword/missing-code', 'resetPassword/empty-code']],
    [{ greets: true }, ['resetPassword/message']],
    [{ refusesEverybody: true }, ['resetPassword/success']],
    [{ answersUndocumented: true }, ['resetPassword/success', 'resetPassword/result']],
    [{ answersInHtml: true }, ['resetPassword/envelope']],
    [{ photosWithoutPath: true }, ['addPhotos/message']],
  ])('%j', async (faults, ids) => {
    const report = await run(faults)
    expect(failed(report)).toEqual(expect.arrayContaining([...ids]))
    expect(report.verdict).toBe('fails')
    expect(failed(report).filter((id) => !id.startsWith(ids[0]?.split('/')[0] ?? ''))).toEqual([])
  })

  test.each<[Faults, string]>([
    [{ codeMayBeMissing: true }, 'resetPassword/missing-code'],
    [{ photosWithoutPath: true }, 'addPhotos/message'],
  ])('%j is shown again by the shell lines of %s, as printed', async (faults, id) => {
    const baseUrl = await onPort(ownBackend(faults))
    const report = await runContract({ baseUrl, operations, only: [id] })
    const [finding] = caseIn(report, id)?.findings ?? []
    const lines = finding?.curl ?? []
    const seen = resultIn(finding?.exchange?.response?.body ?? '')
    expect(seen).toBe('0000')
    expect(resultIn(await bash(lines)), lines.join('\n')).toBe(seen)
  })

  test('and the report of a run beyond this machine shows neither code nor token', async () => {
    const secrets: string[] = []
    const spied = operations.map(
      (one): ExaminedOperation => ({
        ...one,
        example: (person) => {
          secrets.push(person.token)
          const newCode: typeof person.newCode = async (...given) => {
            const code = await person.newCode(...given)
            secrets.push(code)
            return code
          }
          return one.example({ ...person, newCode })
        },
      }),
    )
    const remote = { baseUrl: 'http://backend.example', allowRemote: true, phones: 'random' }
    const report = await run({ answersUndocumented: true, photosWithoutPath: true }, { operations: spied, ...remote })
    const text = JSON.stringify(report)
    expect(text).toContain('Bearer')
    expect(secrets.length).toBeGreaterThan(4)
    const seen = secrets.filter((secret) => new RegExp(`(?<![0-9A-Za-z.])${secret}(?![0-9A-Za-z])`).test(text))
    expect(seen).toEqual([])
  })

  test('and every view shows it under the operation’s own name', async () => {
    const report = await run({ greets: true })
    const terminal = terminalReport(report, { colour: false, columns: 100 })
    for (const view of [terminal, markdownReport(report), htmlReport(report), junitReport(report)]) {
      expect(view).toContain('resetPassword')
      expect(view).toContain('addPhotos')
    }
    for (const view of [terminal, htmlReport(report)]) expect(view).toContain('重置密码')
    expect(markdownReport(report)).toContain('resetPassword 重置密码')
    expect(htmlReport(report)).toContain('The password is the old one')
  })
})

describe('an example that gives no request leaves its cases undecided, with the reason', () => {
  const reasonWith = async (examined: ExaminedOperation) => {
    const report = await run({}, { operations: [examined], only: [`${examined.operation.id}/success`] })
    expect(report.verdict).toBe('undecided')
    return report.cases[0]?.reason
  }

  test('when it throws', async () => {
    const example = () => {
      throw new RangeError('no such album')
    }
    expect(await reasonWith(examine(addPhotos, { example }))).toContain('RangeError: no such album')
  })

  test('when it asks for a code and does not say so', async () => {
    const example = async (person: Parameters<ExaminedOperation['example']>[0]) => ({
      userId: await person.newCode(sendResetCode),
    })
    expect(await reasonWith(examine(sendResetCode, { example }))).toContain('sendsCode: true')
  })

  test('when the operation that should send a code refuses', async () => {
    const examined = examine(sendResetCode, {
      sendsCode: true,
      example: async (person) => ({ userId: await person.newCode() }),
    })
    expect(await reasonWith(examined)).toContain('sendCode returned 0001')
  })
})

describe('what can not be examined is a usage error', () => {
  const example = () => ({ album: 'a', photo })

  test('a document without a quoted line', () => {
    const given = { sendsCode: true, document: '# 重置密码', example: () => ({ userId: '', code: '', password: '' }) }
    expect(() => examine(resetPassword, given)).toThrow('does not contain "| 操作 | 以验证码设置新密码 |"')
  })

  test('an operation of the document', () => {
    const clash = { ...addPhotos, id: 'login' }
    expect(() => examine(clash, { example })).toThrow('the id login is taken by an operation of the document')
  })

  test('one operation twice, or what no examine made', () => {
    const examined = examine(addPhotos, { example })
    expect(() => planContract({ baseUrl: inProcess, operations: [examined, examined] })).toThrow('is taken by')
    const raw: readonly unknown[] = [addPhotos]
    expect(() => planContract({ baseUrl: inProcess, operations: raw as ExaminedOperation[] })).toThrow('examine()')
  })
})

function casesOf(id: string, gaps: readonly string[]): string[] {
  return ['success', 'envelope', 'result', 'message', 'transport', 'content-type', ...gaps].map(
    (what) => `${id}/${what}`,
  )
}
