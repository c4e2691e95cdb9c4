import type { ReportWords } from './labels.ts'

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** The views in English. */
export const wordsEn: ReportWords = {
  language: 'en',
  title: 'Contract report',
  verdicts: {
    conforms: 'Conforms',
    fails: 'Does not conform',
    undecided: 'Undecided',
    aborted: 'Aborted',
  },
  verdictMeaning: (verdict, failOn, known) => {
    if (verdict === 'fails') return `Something the contract asks for at level ${failOn} or above is missing.`
    if (verdict === 'undecided') return 'Nothing failed, but not every must case could be decided.'
    if (verdict === 'aborted') return 'The run could not go on; what was found before is kept.'
    return known > 0
      ? `Nothing new failed at level ${failOn} or above; the baseline knows of ${plural(known, 'failure')}.`
      : `Every case at level ${failOn} or above passed.`
  },
  levels: { must: 'must', should: 'should', advice: 'advice' },
  statuses: { passed: 'passed', failed: 'failed', inconclusive: 'inconclusive', notRun: 'not run' },
  linking: { cookie: 'steps linked by a cookie', userId: 'steps linked by userId' },
  body: { form: 'form bodies', json: 'JSON bodies' },
  codeDelivery: { response: 'code in the reply', sms: 'code by SMS only' },
  target: 'Backend',
  dialect: 'Dialect',
  startedAt: 'Started',
  duration: 'Took',
  seed: 'Seed',
  requests: 'Requests',
  codesSent: 'SMS sent',
  ofBudget: (budget) => `of ${budget} allowed`,
  journey: 'Journeys',
  cases: 'Cases',
  coverage: 'Endpoints and result codes',
  coverageNote: 'How often each documented result code was seen in this run.',
  seen: (times) => `seen ${times === 1 ? 'once' : `${times} times`}`,
  notSeen: 'not seen',
  findings: 'Findings',
  noFindings: 'No findings.',
  knownFindings: 'Known failures',
  known: 'known',
  expires: (date) => `until ${date}`,
  documentSays: 'The document',
  expected: 'Expected',
  actual: 'Came',
  hint: 'Hint',
  exchange: 'Exchange',
  request: 'Request',
  response: 'Reply',
  noResponse: 'No complete reply',
  reproduce: 'Reproduce',
  sameIn: (count) => `The same in ${plural(count, 'more case')}`,
  andMore: (count) => `and ${count} more`,
  undecided: 'Not decided',
  readings: 'Readings',
  readingsNote: 'Where the document allows several ways, this is the one the backend took. A reading never fails.',
  notes: 'Notes',
  accounts: 'Numbers used',
  accountsNote: (registered) =>
    `${plural(registered, 'number')} registered by this run ${registered === 1 ? 'stays' : 'stay'} registered.`,
  registered: 'registered',
  notRegistered: 'sent a code only',
  nextSteps: 'Next',
  stepFix: 'Start with the first finding: its curl lines run as printed.',
  stepRerun: 'Run one case alone',
  stepUndecided: 'Look at what was not decided: most reasons name the option that helps.',
  stepAborted: 'See that the backend answers at this address, then run again.',
  stepCutShort: 'Run again to decide the rest; --deadline gives a run more time.',
  stepClean: 'Run this in CI; the exit code is 0 as long as the backend conforms.',
  reportWritten: (files) => `Written: ${files}`,
  shortenedNote: (count) =>
    `${plural(count, 'more finding')} left out here for length; the JSON and HTML reports have all.`,
  colon: ': ',
  comma: ', ',
}
