import { levels } from '../../report/model/levels.ts'
import type { OptionTable } from '../command-line.ts'
import { dialectOptions } from '../dialect-options.ts'

/** The options of `verify`. Their names are fixed: scripts rely on them. */
export const verifyOptions = {
  json: { kind: 'text', placeholder: 'FILE', description: 'write the report as JSON; - is standard output' },
  junit: { kind: 'text', placeholder: 'FILE', description: 'write the report as JUnit XML' },
  markdown: { kind: 'text', placeholder: 'FILE', description: 'write the report as Markdown that fits a comment' },
  html: { kind: 'text', placeholder: 'FILE', description: 'write the report as one self-contained page' },
  lang: { kind: 'choice', choices: ['zh', 'en'], description: 'the language of the reports (en)' },
  only: { kind: 'texts', placeholder: 'ID|GLOB', description: 'run these cases only; can be given several times' },
  skip: { kind: 'texts', placeholder: 'ID|GLOB', description: 'leave these cases out; can be given several times' },
  'fail-on': {
    kind: 'choice',
    choices: levels,
    description: 'the lowest level whose findings fail the run (must)',
  },
  timeout: {
    kind: 'number',
    placeholder: 'MS',
    minimum: 1,
    maximum: 3_600_000,
    description: 'how long one request may take (10000)',
  },
  deadline: {
    kind: 'number',
    placeholder: 'MS',
    minimum: 1,
    maximum: 86_400_000,
    description: 'how long the whole run may take (90000)',
  },
  ...dialectOptions,
  'code-url': {
    kind: 'text',
    placeholder: 'TEMPLATE',
    description: 'where a sent code is read: an address in which {userId} is replaced',
  },
  'code-command': {
    kind: 'text',
    placeholder: 'TEMPLATE',
    description:
      'what prints a sent code: a command in which {userId} is replaced, run without a shell. Its output, or its JSON member "code", is the code',
  },
  'resend-interval': {
    kind: 'number',
    placeholder: 'MS',
    minimum: 0,
    maximum: 3_600_000,
    description: 'how long to wait before a second code for one phone (without it no case depends on one)',
  },
  'wrong-code-bound': {
    kind: 'number',
    placeholder: 'N',
    minimum: 2,
    maximum: 1000,
    description: 'at which wrong code in a row 0005 comes at the latest (20)',
  },
  header: {
    kind: 'texts',
    placeholder: "'NAME: VALUE'",
    description: 'a header for every request; can be given several times',
  },
  phones: {
    kind: 'text',
    placeholder: 'A,B,...|PATTERN|random',
    description: 'the numbers to use: a list, a pattern with ? for any digit, or random (random, on loopback only)',
  },
  'sms-budget': {
    kind: 'number',
    placeholder: 'N',
    minimum: 0,
    maximum: 100_000,
    description: 'how many codes may be sent at most (40)',
  },
  random: {
    kind: 'number',
    placeholder: 'N',
    minimum: 1,
    maximum: 1000,
    description: 'how many random journeys to take (as many as the other cases leave codes for)',
  },
  'allow-remote': { kind: 'flag', description: 'send to a host that is not loopback; --phones must be given then' },
  baseline: { kind: 'text', placeholder: 'FILE', description: 'known failures, which do not fail the run' },
  'update-baseline': { kind: 'flag', description: 'write what fails now into the baseline; reasons are kept' },
  seed: {
    kind: 'number',
    placeholder: 'N',
    minimum: 0,
    maximum: 4_294_967_295,
    description: 'the seed of all that is drawn (drawn, and named in the report)',
  },
  'show-secrets': { kind: 'flag', description: 'leave phones, codes, tokens, cookies and headers readable' },
  config: { kind: 'text', placeholder: 'FILE', description: 'a module whose default export holds these options' },
  list: { kind: 'flag', description: 'print the cases and end' },
  plan: { kind: 'flag', description: 'print what would be sent, with its cost in SMS and accounts, and end' },
} as const satisfies OptionTable
