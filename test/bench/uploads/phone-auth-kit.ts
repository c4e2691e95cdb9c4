import { createClient } from 'phone-auth-kit'

/** This package, given a path. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  const reply = await createClient({ baseUrl, uploadTimeout: 300_000 }).uploadAvatar({ img: { path } })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply
}
