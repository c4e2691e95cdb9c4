import { createReadStream } from 'node:fs'
import { PassThrough, pipeline, Readable } from 'node:stream'
import FormData from 'form-data'

/** form-data as a stream, given to fetch. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  const form = new FormData()
  form.append('img', createReadStream(path))
  const body = new PassThrough()
  pipeline(form, body, () => {})
  const options = { method: 'POST', headers: form.getHeaders(), duplex: 'half' }
  return (await fetch(`${baseUrl}/upload`, { ...options, body: Readable.toWeb(body) } as RequestInit)).json()
}
