import { openAsBlob } from 'node:fs'

/** The platform's own: a FormData with a Blob of the file, given to fetch. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  const body = new FormData()
  body.set('img', await openAsBlob(path), 'avatar.bin')
  return (await fetch(`${baseUrl}/upload`, { method: 'POST', body })).json()
}
