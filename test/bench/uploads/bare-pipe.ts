import { createReadStream, statSync } from 'node:fs'
import { request } from 'node:http'

/** The floor: a multipart body framed by hand, piped from the file into node:http. */
export function upload(baseUrl: string, path: string): Promise<unknown> {
  const boundary = '----------------------------a1b2c3d4e5f6'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="img"; filename="avatar.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const tail = `\r\n--${boundary}--\r\n`
  return new Promise((resolve, reject) => {
    const sent = request(`${baseUrl}/upload`, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': Buffer.byteLength(head) + statSync(path).size + Buffer.byteLength(tail),
      },
    })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve(JSON.parse(text))
    })
    sent.write(head)
    const file = createReadStream(path)
    file.on('error', reject)
    file.on('end', () => sent.end(tail))
    file.pipe(sent, { end: false })
  })
}
