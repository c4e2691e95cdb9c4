import { isLoopbackHost } from '../http/loopback-host.ts'
import type { ContractReport } from './model/report.ts'

function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** The command line that repeats the run of this report, or one case of it. */
export function rerunCommand(report: ContractReport, id?: string): string {
  const { linking, body, codeDelivery } = report.dialect
  const parts = ['phone-auth-kit', 'verify', report.target]
  if (linking !== 'cookie') parts.push('--linking', linking)
  if (body !== 'form') parts.push('--body', body)
  if (codeDelivery !== 'response') parts.push('--code-delivery', codeDelivery)
  if (URL.canParse(report.target) && !isLoopbackHost(new URL(report.target).hostname))
    parts.push('--allow-remote', '--phones', 'A,B,...')
  if (id !== undefined) parts.push('--only', id)
  parts.push('--seed', String(report.seed))
  return parts.map(shellWord).join(' ')
}
