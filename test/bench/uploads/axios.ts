import { createReadStream } from 'node:fs'
import axios from 'axios'
import FormData from 'form-data'

/** axios and form-data, redirects off: with them on, axios keeps the whole body in memory. */
export async function upload(baseUrl: string, path: string): Promise<unknown> {
  const form = new FormData()
  form.append('img', createReadStream(path))
  const options = { headers: form.getHeaders(), maxRedirects: 0, maxBodyLength: Number.POSITIVE_INFINITY }
  const { data } = await axios.post(`${baseUrl}/upload`, form, options)
  return data
}
