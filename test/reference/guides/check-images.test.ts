import { createReferenceBackend, type UploadedImage } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'

/** Accepts PNGs of at most 1 MiB. A check that decodes the image, with sharp for example, looks the same. */
const isSmallPng = ({ bytes, type }: UploadedImage) => type === 'image/png' && bytes.length <= 2 ** 20

test('an image that the check refuses gets 0006', async () => {
  const backend = createReferenceBackend({ checkImages: isSmallPng })
  const body = new FormData()
  body.append('img', new Blob(['GIF89a'], { type: 'image/gif' }), 'avatar.gif')
  const response = await backend.fetch('http://in-process/upload', { method: 'POST', body })
  expect(await response.json()).toEqual({ result: '0006', message: null })
})
