import { endpointIds, endpoints } from '../contract/endpoints.ts'
import type { CaseResult, ContractReport } from './model/report.ts'

/** An operation of a report, as the views name it. */
export interface ReportedEndpoint {
  readonly id: string
  /** The heading of its section; empty where that says no more than the id. */
  readonly section: string
  readonly cases: readonly CaseResult[]
}

/** The operations of a report: those of the document in its order, then the team's own. */
export function reportedEndpoints({ cases, coverage }: ContractReport): ReportedEndpoint[] {
  const named = [...cases, ...coverage].map(({ endpoint }) => endpoint)
  const ids = new Set<string>([...endpointIds, ...named.filter((id) => id !== 'journey')])
  return [...ids].map((id) => {
    const own = cases.filter(({ endpoint }) => endpoint === id)
    return { id, section: sectionOf(id, own), cases: own }
  })
}

/** The same, and the journeys last, as the cases of a report stand in groups. */
export function caseGroups(report: ContractReport): ReportedEndpoint[] {
  const journeys = report.cases.filter(({ endpoint }) => endpoint === 'journey')
  return [...reportedEndpoints(report), { id: 'journey', section: '', cases: journeys }].filter(
    ({ cases }) => cases.length > 0,
  )
}

function sectionOf(id: string, cases: readonly CaseResult[]): string {
  const documented = endpointIds.find((one) => one === id)
  if (documented) return endpoints[documented].section
  const section = cases[0]?.cites[0]?.section ?? ''
  return section === id ? '' : section
}
