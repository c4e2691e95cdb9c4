import type { ReportLabels } from './labels.ts'

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** The labels in English. */
export const labelsEn: ReportLabels = {
  language: 'en',
  title: 'Contract report',
  verdicts: {
    conforms: 'Conforms',
    fails: 'Does not conform',
    undecided: 'Undecided',
    aborted: 'Aborted',
  },
  verdictMeaning: (verdict, failOn, known) => {
    const range = failOn === 'must' ? 'must' : `${failOn} or above`
    if (verdict === 'fails') return `At least one requirement of level ${range} is not met.`
    if (verdict === 'undecided') return 'Nothing failed, but some must cases could not be decided.'
    if (verdict === 'aborted') return 'The run could not finish; the results so far are kept.'
    return known > 0
      ? `No new failures at level ${range}; the baseline lists ${plural(known, 'known failure')}.`
      : `All cases of level ${range} passed.`
  },
  certificatesNotChecked: 'TLS certificates were not checked (--insecure).',
  selection: (selected, total) => `Only ${selected} of ${total} cases were selected for this run.`,
  levels: { must: 'must', should: 'should', advice: 'advice' },
  statuses: { passed: 'passed', failed: 'failed', inconclusive: 'inconclusive', notRun: 'not run' },
  linking: { cookie: 'steps linked by a cookie', userId: 'steps linked by userId' },
  body: { form: 'form bodies', json: 'JSON bodies' },
  codeDelivery: { response: 'code in the reply', sms: 'code by SMS only' },
  target: 'Backend',
  dialect: 'Dialect',
  startedAt: 'Started',
  duration: 'Duration',
  seed: 'Random seed',
  requests: 'Requests',
  codesSent: 'SMS sent',
  ofBudget: (budget) => `of ${budget} allowed`,
  journey: 'Journeys',
  cases: 'Cases',
  coverage: 'Endpoints and result codes',
  coverageNote: 'How often this run saw each documented result code.',
  seen: (times) => `seen ${times === 1 ? 'once' : `${times} times`}`,
  notSeen: 'not seen',
  findings: 'Findings',
  noFindings: 'No findings.',
  noFindingsYet: 'The run was aborted before it found anything.',
  knownFindings: 'Known failures',
  known: 'known',
  expires: (date) => `until ${date}`,
  documentSays: 'Document',
  expected: 'Expected',
  actual: 'Actual',
  hint: 'Hint',
  exchange: 'Exchange',
  request: 'Request',
  response: 'Reply',
  noResponse: 'No complete reply',
  reproduce: 'Reproduce',
  sameIn: (count) => `Also in ${plural(count, 'other case')}`,
  andMore: (count) => `and ${count} more`,
  undecided: 'Undecided',
  readings: 'Readings',
  readingsNote: 'Where the document leaves a choice, this is what the backend does. A reading never fails the run.',
  notes: 'Notes',
  accounts: 'Phone numbers used',
  accountsNote: (registered) =>
    `This run registered ${plural(registered, 'number')}, which ${registered === 1 ? 'stays' : 'stay'} registered.`,
  registered: 'registered',
  notRegistered: 'was only sent a code',
  nextSteps: 'Next',
  stepFix: 'Start with the first finding; its curl lines run as printed.',
  stepRerun: 'Run its case alone',
  stepUndecided: 'See why cases are undecided; most reasons name the option that helps.',
  stepAborted: 'Check that the backend answers at this address, then run again.',
  stepCutShort: 'Run again to decide the rest; --deadline allows more time.',
  stepClean: 'Run this in CI: the exit code is 0 as long as the backend conforms.',
  reportWritten: (files) => `Reports written: ${files}`,
  shortenedNote: (count) =>
    `${plural(count, 'more finding')} omitted for length; the JSON and HTML reports have everything.`,
  colon: ': ',
  comma: ', ',
}
