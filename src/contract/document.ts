import { type EndpointId, endpoints } from './endpoints.ts'

/** A quotation from the API document, word for word. */
export interface Citation {
  /** The heading of the section. */
  readonly section: string
  /** A complete table row, or a complete cell of one. */
  readonly quote: string
}

/** The names of the rows of one section. */
export type DocumentRow<Id extends EndpointId> = keyof (typeof endpoints)[Id]['rows'] & string

/** Cites a whole row of a section. */
export function cite<Id extends EndpointId>(id: Id, row: DocumentRow<Id>): Citation {
  const { section, rows } = endpoints[id]
  return { section, quote: (rows as Readonly<Record<string, string>>)[row] ?? '' }
}
