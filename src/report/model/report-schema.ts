import { levels } from './levels.ts'
import { statuses } from './statuses.ts'

type Schema = Readonly<Record<string, unknown>>

const text = (description: string): Schema => ({ type: 'string', description })
const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description })
const milliseconds = (description: string): Schema => ({ type: 'number', minimum: 0, description })
const choice = (description: string, values: readonly string[]): Schema => ({
  type: 'string',
  enum: [...values],
  description,
})
const listOf = (items: Schema, description: string): Schema => ({ type: 'array', items, description })
const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` })

function record(description: string, required: Schema, optional: Schema = {}): Schema {
  return {
    type: 'object',
    description,
    properties: { ...required, ...optional },
    required: Object.keys(required),
  }
}

const level = choice('How binding a case is', levels)
const headers: Schema = {
  type: 'array',
  description: 'Header lines, in order',
  items: { type: 'array', prefixItems: [text('Name'), text('Value')], items: false, minItems: 2 },
}

const exchange = record(
  'One request and its reply, with secrets masked unless asked otherwise',
  {
    request: record(
      'What was sent',
      { method: text('The method'), url: text('The whole address'), headers },
      { body: text('The body as text; of a multipart body a description of each part') },
    ),
    durationMs: milliseconds('How long it took'),
  },
  {
    response: record('The reply; absent if it was not complete', {
      status: { type: 'integer', description: 'The HTTP status' },
      headers,
      body: text('The body as text, cut off at a readable length'),
    }),
    failure: text('Why there was no complete reply'),
  },
)

const finding = record(
  'One violation that a case found',
  {
    message: text('What is wrong'),
    expected: text('Every reply that would have been correct'),
    actual: text('What the backend answered'),
    curl: listOf(
      text('One shell line'),
      'Shell lines that repeat all steps leading to the finding; they run as printed',
    ),
  },
  {
    cause: text('Identifies the likely cause: views show findings with the same one as one'),
    exchange: reference('exchange'),
    hint: text('The likely cause in words, if known'),
  },
)

const known = record(
  'Set on a failed case that a baseline lists: it stays failed, but does not fail the run',
  { reason: text('Why the failure is accepted for now') },
  { expires: { type: 'string', format: 'date', description: 'The last day on which it is accepted' } },
)

const oneCase = record(
  'One case of the run',
  {
    id: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]*/[a-z0-9-]+$', description: 'Stable, never renumbered' },
    level,
    endpoint: text('The operation, which may be one of the team’s own, or journey'),
    title: text('What is required, in the language of the report'),
    cites: listOf(
      record('A place in the API document, word for word', {
        section: text('The heading of the section'),
        quote: text('A whole table row, or a whole cell of one'),
      }),
      'Where the document says so',
    ),
    status: choice('The outcome, whatever the level', statuses),
    durationMs: milliseconds('How long it took'),
    findings: listOf(reference('finding'), 'The violations it found'),
  },
  {
    reason: text('Why it is inconclusive or was not run, or what was tolerated in one that passed'),
    known: reference('known'),
  },
)

const counts = record('How many cases have each status', {
  passed: count('Passed'),
  failed: count('Failed'),
  inconclusive: count('Could not be decided'),
  notRun: count('Not run'),
})

/** The JSON Schema (2020-12) of the report that `--json` writes; published as `phone-auth-kit/report.schema.json`. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:phone-auth-kit:report:1',
  title: 'Report of one run of the contract tests',
  ...record(
    'Members may be added within a version; schemaVersion rises when one goes or changes its meaning',
    {
      schemaVersion: { const: 1 },
      tool: record('What made the report', { name: text('Its name'), version: text('Its version') }),
      document: record('What the cases cite', { title: text('Its title') }),
      lang: choice('The language of titles, messages and reasons', ['zh', 'en']),
      target: text('The address of the backend'),
      dialect: record('How the backend differs from the document on purpose', {
        linking: choice('What links the steps of one registration', ['cookie', 'userId']),
        body: choice('How POST bodies are written', ['form', 'json']),
        codeDelivery: choice('Whether the reply to sendCode carries the code', ['response', 'sms']),
      }),
      startedAt: { type: 'string', format: 'date-time', description: 'When the run started' },
      durationMs: milliseconds('How long the run took'),
      seed: count('The random seed'),
      requests: count('How many requests were sent'),
      sms: record('What the run cost in SMS', {
        sent: count('Codes asked for'),
        budget: count('The maximum'),
      }),
      accounts: listOf(
        record('A number that was sent a code', {
          userId: text('The number; masked where it is the user’s own'),
          registered: { type: 'boolean', description: 'Whether it is registered now' },
        }),
        'The numbers that were used',
      ),
      failOn: choice('The lowest level whose findings fail the run', levels),
      verdict: choice('The verdict on the whole run', ['conforms', 'fails', 'undecided', 'aborted']),
      summary: record('The cases by level', {
        must: reference('counts'),
        should: reference('counts'),
        advice: reference('counts'),
      }),
      readings: listOf(
        record('How this backend behaves where the document allows several ways', {
          erratum: { type: 'string', pattern: '^E[0-9]{2}$', description: 'The erratum that leaves it open' },
          reading: text('What the backend does'),
        }),
        'What was found out; a reading never fails',
      ),
      coverage: listOf(
        record(
          'How often one documented result code was seen',
          {
            endpoint: text('The operation, which may be one of the team’s own'),
            result: text('The code'),
            seen: count('How often'),
          },
          { text: text('The text of one of the team’s own codes') },
        ),
        'One entry for each documented code of each endpoint',
      ),
      cases: listOf(reference('case'), 'Every case of the run'),
    },
    {
      filteredOut: count('How many cases the filters left out of the run, where they left out any'),
      insecure: { const: true, description: 'TLS certificates were not checked' },
      reason: text('Why the run was aborted, if it was'),
    },
  ),
  $defs: { case: oneCase, counts, exchange, finding, known },
}
