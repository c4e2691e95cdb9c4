import { createClient } from 'phone-auth-kit'
import { cannot } from './cannot.mjs'
import { expect } from './expect.mjs'
import { png } from './png.mjs'
import { sha256 } from './sha256.mjs'

/** What can be uploaded in one piece, and how it arrives. */
export function uploads({ it }, { receiver }) {
  async function upload(img, options) {
    const { baseUrl, received } = receiver()
    const outcome = await createClient({ baseUrl }).uploadAvatar({ img }, options)
    return { outcome, arrived: await received() }
  }

  it('uploads a File with its name and type', async () => {
    const { outcome, arrived } = await upload(new File([png], 'me.png', { type: 'image/png' }))
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toEqual({ name: 'me.png', type: 'image/png', size: png.length, sha256: await sha256(png) })
  })

  it('uploads a Blob', async () => {
    const { outcome, arrived } = await upload(new Blob([png], { type: 'image/png' }))
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toInclude({ type: 'image/png', size: png.length, sha256: await sha256(png) })
    expect(arrived.file.name.length > 0).toBe(true)
  })

  it('uploads bytes', async () => {
    for (const img of [png, png.buffer.slice(png.byteOffset, png.byteOffset + png.length)]) {
      const { outcome, arrived } = await upload(img)
      expect(outcome).toInclude({ ok: true })
      expect(arrived.file).toInclude({ size: png.length, sha256: await sha256(png) })
    }
  })

  it('uploads bytes with a name', async () => {
    const { outcome, arrived } = await upload({ bytes: png, name: '我.png' })
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toEqual({ name: '我.png', type: 'image/png', size: png.length, sha256: await sha256(png) })
  })

  it('uploads only the given part of a buffer', async () => {
    const { arrived } = await upload(png.subarray(8, 20))
    expect(arrived.file).toInclude({ size: 12, sha256: await sha256(png.subarray(8, 20)) })
  })

  it('sends an upload without an image', async () => {
    const { baseUrl, received } = receiver()
    expect(await createClient({ baseUrl }).uploadAvatar()).toInclude({ ok: true })
    expect((await received()).file).toBe(null)
  })

  for (const name of ['头像.png', 'a "quoted" name.png', 'two\nlines.png', '100%25.png', '\u{1F600}.png']) {
    it(`brings the name ${JSON.stringify(name)} over`, async () => {
      const { arrived } = await upload(new File([png], name, { type: 'image/png' }))
      expect(arrived.rawName).toBe(browserSpelling(name))
    })
  }

  it('sends the length of the body', async () => {
    const { arrived } = await upload(new File([png], 'me.png'))
    expect({ chunked: arrived.chunked, length: arrived.contentLength }).toEqual({
      chunked: false,
      length: String(arrived.bodyLength),
    })
  })

  it('uploads all of 8 MiB', async () => {
    const bytes = new Uint8Array(8 << 20).map((_byte, index) => index * 31)
    const { outcome, arrived } = await upload(new Blob([bytes]))
    expect(outcome).toInclude({ ok: true })
    expect(arrived.file).toInclude({ size: bytes.length, sha256: await sha256(bytes) })
  })

  it('reports the progress of an upload', async () => {
    const told = []
    const { outcome, arrived } = await upload(new Blob([new Uint8Array(2 << 20)]), {
      onProgress: (progress) => told.push(progress),
    })
    expect(outcome).toInclude({ ok: true })
    if (told.length === 1 && !told[0].known) cannot('the runtime reports no progress: `onProgress` says `known: false`')
    expect(told.every(({ known }) => known)).toBe(true)
    const sent = told.map(({ sentBytes }) => sentBytes)
    expect(sent).toEqual(sent.toSorted((one, other) => one - other))
    expect(told.at(-1)).toInclude({ sentBytes: arrived.bodyLength, totalBytes: arrived.bodyLength })
    expect(told.length > 1).toBe(true)
    expect({ chunked: arrived.chunked, length: arrived.contentLength }).toEqual({
      chunked: false,
      length: String(arrived.bodyLength),
    })
  })

  it('refuses what is not an image, and says why', async () => {
    for (const img of ['me.png', 42, {}, [], new FormData()]) {
      const { baseUrl, requests } = receiver()
      const outcome = await createClient({ baseUrl }).uploadAvatar({ img })
      expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
      expect(outcome.issues[0]?.field).toBe('img')
      expect(await requests()).toEqual({})
    }
  })
}

/** How browsers write a file name into the part's header. */
function browserSpelling(name) {
  return name.replaceAll('\n', '%0A').replaceAll('"', '%22')
}
