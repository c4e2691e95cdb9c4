import { createClient } from 'phone-auth-kit'

/** This package, given a path, with somebody watching the progress. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  let last = 0
  const onProgress = ({ sent }: { readonly sent: number }) => {
    last = sent
  }
  const options = { onProgress }
  const reply = await createClient({ baseUrl, uploadTimeout: 300_000 }).uploadAvatar({ img: { path } }, options)
  if (!reply.ok || last === 0) throw new Error(JSON.stringify({ ...reply, last }))
  return reply
}
