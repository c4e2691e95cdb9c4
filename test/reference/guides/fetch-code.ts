/** Reads the code that was "sent" to a phone, from a mock started with `--inbox`. Any language can do the same. */
export async function codeFor(userId: string, mock = 'http://127.0.0.1:6543'): Promise<string> {
  const response = await fetch(`${mock}/inbox.json?userId=${userId}`)
  if (!response.ok) throw new Error(`no code was sent to ${userId}`)
  return (await response.json()).code
}
