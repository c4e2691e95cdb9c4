import { same, type Words } from '../../report/model/words.ts'

/** What a caller gave can't be used: an option, a filter that matches nothing, a host that isn't this machine. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The message in both languages; `message` is the English one. */
  readonly words: Words

  constructor(message: string | Words) {
    const words = typeof message === 'string' ? same(message) : message
    super(words.en)
    this.words = words
  }
}
