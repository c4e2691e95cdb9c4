import { createClient } from 'phone-auth-kit'

/** This package, given a path, with somebody watching the progress. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  let last = 0
  const reply = await createClient({ baseUrl, uploadTimeout: 300_000 }).uploadAvatar(
    { img: { path } },
    {
      onProgress: (progress) => {
        if (progress.known) last = progress.sentBytes
      },
    },
  )
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  if (last < 1) throw new Error('no progress was told')
  return reply
}
