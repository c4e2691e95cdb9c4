import { createClient } from 'phone-auth-kit'
import { cannot } from './cannot.mjs'
import { expect } from './expect.mjs'
import { png } from './png.mjs'
import { sha256 } from './sha256.mjs'

/** What is read while it is sent: files and streams. Only runtimes with files have them. */
export function streams({ it }, { runtime: { files }, faulty, receiver }) {
  async function upload(img) {
    const { baseUrl, received, requests } = receiver()
    const outcome = await createClient({ baseUrl }).uploadAvatar({ img })
    if (files === undefined) {
      expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
      expect(await requests()).toEqual({})
      cannot('the runtime has no files and cannot stream a body: nothing is sent, and the outcome is `invalid-request`')
    }
    return { outcome, arrived: await received() }
  }

  it('uploads a file by its path, with its own name', async () => {
    const { outcome, arrived } = await upload({ path: files?.path ?? '/avatar.png' })
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toEqual({ name: 'avatar.png', type: 'image/png', size: png.length, sha256: await sha256(png) })
    expect(framing(arrived)).toEqual(known(arrived))
  })

  it('uploads a file by its path, with another name', async () => {
    const { outcome, arrived } = await upload({ path: files?.path ?? '/avatar.png', name: '我 "1".png' })
    expect(outcome).toInclude({ ok: true })
    expect(arrived.rawName).toBe('我 %221%22.png')
  })

  it('uploads what fs.createReadStream returns', async () => {
    const { outcome, arrived } = await upload(files?.createReadStream(files.path) ?? webStream(png))
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toInclude({ name: 'avatar.png', size: png.length, sha256: await sha256(png) })
    expect(framing(arrived)).toEqual(known(arrived))
  })

  it('uploads a Readable with a name and a length', async () => {
    const stream = files?.Readable.from([png.subarray(0, 10), png.subarray(10)]) ?? webStream(png)
    const { outcome, arrived } = await upload({ stream, name: 'me.png', length: png.length })
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toEqual({ name: 'me.png', type: 'image/png', size: png.length, sha256: await sha256(png) })
    expect(framing(arrived)).toEqual(known(arrived))
  })

  it('uploads a web stream with a name, of unknown length', async () => {
    const { outcome, arrived } = await upload({ stream: webStream(png), name: 'me.png' })
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toInclude({ name: 'me.png', size: png.length, sha256: await sha256(png) })
    expect(framing(arrived)).toEqual({ chunked: true, length: null })
  })

  it('reports a stream that fails, and half an upload does not count', async () => {
    const failing = new ReadableStream({
      start: (controller) => controller.enqueue(png),
      pull: (controller) => controller.error(new Error('the disk is gone')),
    })
    const { outcome, arrived } = await upload({ stream: failing, name: 'me.png' })
    expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
    expect(arrived === null || arrived.broken === true).toBe(true)
  })

  it('reports a missing file', async () => {
    const { outcome, arrived } = await upload({ path: `${files?.path ?? '/avatar'}.missing` })
    expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
    expect(arrived === null || arrived.broken === true).toBe(true)
  })

  it('reports a stream that gives fewer bytes than its length', async () => {
    const { outcome, arrived } = await upload({ stream: webStream(png), name: 'me.png', length: png.length + 1 })
    expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
    expect(arrived === null || arrived.broken === true).toBe(true)
  })

  it('stops a streamed upload that is aborted, and destroys the stream', async () => {
    if (files === undefined)
      cannot('the runtime has no files and cannot stream a body: nothing is sent, and the outcome is `invalid-request`')
    const { baseUrl } = faulty('reads nothing')
    const controller = new AbortController()
    const ended = { stream: false }
    const endless = new ReadableStream({
      pull: (source) => source.enqueue(new Uint8Array(65_536)),
      cancel: () => {
        ended.stream = true
      },
    })
    const img = { stream: endless, name: 'endless.png' }
    const call = createClient({ baseUrl }).uploadAvatar({ img }, { signal: controller.signal })
    setTimeout(() => controller.abort(), 100)
    expect(await call).toInclude({ ok: false, kind: 'aborted' })
    // A stream that is left open is seen by the time limit of the case.
    while (!ended.stream) await new Promise((resolve) => setTimeout(resolve, 10))
  })

  it('reports the same kinds for a streamed upload as for any other call', async () => {
    const stream = () => ({ stream: webStream(png), name: 'me.png', length: png.length })
    await upload(stream())
    const kinds = []
    for (const fault of ['reset', 'silence', 'error page', 'redirect', 'cut JSON', 'endless body']) {
      const { baseUrl, requests } = faulty(fault)
      const uploadTimeout = fault === 'silence' ? 2_500 : 15_000
      const { kind } = await createClient({ baseUrl, uploadTimeout }).uploadAvatar({ img: stream() })
      kinds.push([fault, kind, Object.values(await requests())])
    }
    expect(kinds).toEqual([
      ['reset', 'network', [1]],
      ['silence', 'timeout', [1]],
      ['error page', 'http', [1]],
      ['redirect', 'http', [1]],
      ['cut JSON', 'malformed', [1]],
      ['endless body', 'malformed', [1]],
    ])
  })
}

function webStream(bytes) {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

/** How the body was framed. */
function framing({ chunked, contentLength }) {
  return { chunked, length: contentLength }
}

/** How a body of known length is framed. */
function known({ bodyLength }) {
  return { chunked: false, length: String(bodyLength) }
}
