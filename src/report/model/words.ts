/** A text in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** The languages of a report. */
export type Language = keyof Words

/** A text that is the same in both languages, such as a code or a quoted reply. */
export function same(text: string): Words {
  return { zh: text, en: text }
}
