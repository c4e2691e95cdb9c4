import type { ContractReport } from './model/report.ts'

function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Whether the suite takes this address without `--allow-remote`. */
function isLoopback(target: string): boolean {
  if (!URL.canParse(target)) return true
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(new URL(target).hostname)
}

/** The command line that repeats the run of this report, or one case of it. */
export function rerunCommand(report: ContractReport, id?: string): string {
  const { linking, body, codeDelivery } = report.dialect
  const parts = ['phone-auth-kit', 'verify', report.target]
  if (linking !== 'cookie') parts.push('--linking', linking)
  if (body !== 'form') parts.push('--body', body)
  if (codeDelivery !== 'response') parts.push('--code-delivery', codeDelivery)
  if (!isLoopback(report.target)) parts.push('--allow-remote', '--phones', 'A,B,...')
  if (id !== undefined) parts.push('--only', id)
  parts.push('--seed', String(report.seed))
  return parts.map(shellWord).join(' ')
}
