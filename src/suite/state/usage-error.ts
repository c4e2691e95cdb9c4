/** What a caller gave can't be used: an option, a filter that matches nothing, a host that isn't this machine. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
