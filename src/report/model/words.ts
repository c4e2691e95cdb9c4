/** What a person reads, in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** The languages of a report. */
export type Language = keyof Words

/** The same in both languages: a code, a quoted reply. */
export function same(text: string): Words {
  return { zh: text, en: text }
}
