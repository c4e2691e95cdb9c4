import { expect, test } from 'vitest'
import { rerunCommand } from '../../src/report/rerun-command.ts'
import { cleanReport } from './sample-report.ts'

test.each([
  [{}, 'phone-auth-kit verify http://127.0.0.1:6543 --only login/success --seed 42'],
  [
    { dialect: { linking: 'userId', body: 'json', codeDelivery: 'sms' } },
    'phone-auth-kit verify http://127.0.0.1:6543 --linking userId --body json --code-delivery sms --only login/success --seed 42',
  ],
  [
    { target: 'https://staging.example.test/' },
    'phone-auth-kit verify https://staging.example.test/ --allow-remote --phones A,B,... --only login/success --seed 42',
  ],
  [
    { target: "http://127.0.0.1:1/a'b c" },
    "phone-auth-kit verify 'http://127.0.0.1:1/a'\\''b c' --only login/success --seed 42",
  ],
] as const)('a report with %j says how to run one case again', (given, command) => {
  expect(rerunCommand({ ...cleanReport, ...given }, 'login/success')).toBe(command)
})
