import { endpointIds, endpoints, resultsOf } from '../../src/contract/endpoints.ts'
import type { ResultCode } from '../../src/contract/result-codes.ts'
import type { CaseResult, ContractReport, Counts, Finding, Level } from '../../src/report/model/report.ts'

/** What a hostile backend may send: every view must show it as text. */
export const hostile =
  '</pre><script>alert(1)</script>]]>\u001b[2J\u001b]0;title\u0007\u202emoc`live`\u0000\ufffe```\n| cell | @someone #12 http://example.test <!-- --> & "quotes" \ud800'

const finding: Finding = {
  message: 'A wrong password logged in.',
  expected: 'result 0008, message null or absent',
  actual: `result "0000", message: 32 letters and digits; ${hostile}`,
  exchange: {
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:6543/log',
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'userId=13800138000&password=Wrong1234',
    },
    response: {
      status: 200,
      headers: [
        ['content-type', 'application/json'],
        ['x-hostile', hostile],
      ],
      body: `{"result":"0000","message":"${hostile}"}`,
    },
    durationMs: 12.4,
  },
  curl: [
    'jar=$(mktemp)',
    'curl -sS -b "$jar" -c "$jar" \'http://127.0.0.1:6543/register?userId=13800138000\'',
    'curl -sS -b "$jar" -c "$jar" http://127.0.0.1:6543/log --data-urlencode userId=13800138000 --data-urlencode password=Wrong1234',
  ],
  hint: 'The login may not check the password at all.',
}

const row = endpoints.login
function caseOf(id: string, given: Partial<CaseResult> = {}): CaseResult {
  const [endpoint = ''] = id.split('/')
  return {
    id,
    level: 'must',
    endpoint: endpointIds.find((one) => one === endpoint) ?? 'journey',
    title: `The case ${id}`,
    cites: [{ section: row.section, quote: row.rows.result }],
    status: 'passed',
    durationMs: 14,
    findings: [],
    ...given,
  }
}

const failing: readonly CaseResult[] = [
  caseOf('login/wrong-password', {
    status: 'failed',
    title: 'A wrong password is refused with 0008',
    findings: [finding],
  }),
  caseOf('journey/two-people', { status: 'failed', findings: [{ ...finding, actual: 'result "0000"' }] }),
  caseOf('sendCode/status', {
    level: 'should',
    status: 'failed',
    findings: [
      { message: 'A valid envelope came with a 5xx status.', expected: 'a status below 500', actual: '503', curl: [] },
    ],
  }),
  caseOf('sendCode/code-in-reply', {
    level: 'advice',
    status: 'failed',
    findings: [{ message: 'The code is in the reply.', expected: 'no code', actual: 'four digits', curl: [] }],
  }),
]

const others: readonly CaseResult[] = [
  ...endpointIds.flatMap((id) => [caseOf(`${id}/success`), caseOf(`${id}/missing-parameter`)]),
  caseOf('uploadAvatar/failure-code', { reason: 'The reply has 0004, which erratum E04 tolerates.' }),
  caseOf('verifyCode/lock', {
    level: 'should',
    status: 'inconclusive',
    reason: 'The backend limits how often a code is sent; give --resend-interval.',
  }),
  caseOf('login/lock', { level: 'advice', status: 'notRun', reason: 'The SMS budget was used up.' }),
]

export function countsOf(cases: readonly CaseResult[], level: Level): Counts {
  const count = (status: CaseResult['status']) =>
    cases.filter((one) => one.level === level && one.status === status).length
  return {
    passed: count('passed'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
    notRun: count('notRun'),
  }
}

/** A report of the given cases, with the verdict that follows with failOn must. */
export function reportOf(cases: readonly CaseResult[], given: Partial<ContractReport> = {}): ContractReport {
  const must = countsOf(cases, 'must')
  return {
    schemaVersion: 1,
    tool: { name: 'phone-auth-kit', version: '1.2.3' },
    document: { title: 'API文档' },
    lang: 'en',
    target: 'http://127.0.0.1:6543',
    dialect: { linking: 'cookie', body: 'form', codeDelivery: 'response' },
    startedAt: '2026-11-23T04:05:06.789Z',
    durationMs: 3456,
    seed: 42,
    requests: 118,
    sms: { sent: 19, budget: 40 },
    accounts: [
      { userId: '13800138000', registered: true },
      { userId: '13800138001', registered: false },
    ],
    failOn: 'must',
    verdict: must.failed > 0 ? 'fails' : must.inconclusive + must.notRun > 0 ? 'undecided' : 'conforms',
    summary: { must, should: countsOf(cases, 'should'), advice: countsOf(cases, 'advice') },
    readings: [
      { erratum: 'E10', reading: '0005 comes at the 5th wrong code in a row.' },
      { erratum: 'E25', reading: `Uploading needs a session. ${hostile}` },
    ],
    coverage: endpointIds.flatMap((endpoint) =>
      resultsOf(endpoint).map((result, index) => ({
        endpoint,
        result: result as ResultCode,
        seen: result === '0005' ? 0 : 12 - index,
      })),
    ),
    cases,
    ...given,
  }
}

/** A run in which something failed at every level. */
export const failingReport: ContractReport = reportOf([...others, ...failing])

/** A run in which nothing failed and everything was decided. */
export const cleanReport: ContractReport = reportOf(others.slice(0, 11))
