/** A mistake of whoever called the command: ends it with one line and exit code 2, before anything is sent. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}
