import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { AvatarImage } from 'phone-auth-kit'

export const images: AvatarImage[] = [
  { path: 'avatar.png' },
  { path: new URL('file:///avatar.png'), name: 'me.png', type: 'image/png' },
  createReadStream('avatar.png'),
  { stream: Readable.from([new Uint8Array([1])]), name: 'me.png', length: 1 },
  { bytes: Buffer.from([1]), name: 'me.png' },
  // @ts-expect-error a stream needs a name
  { stream: Readable.from([]) },
]
