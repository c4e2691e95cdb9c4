import type { UploadFile } from '../http/request.ts'
import { seeded } from '../state/random.ts'
import { encodePng } from './png.ts'

/** 16 by 16 pixels, a gradient; made by Chromium, its colour profile taken out. */
const smallJpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j' +
  'q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk' +
  'pKSkpKSkpKT/wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAED/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E' +
  'ABQBAQAAAAAAAAAAAAAAAAAAAAL/xAAWEQADAAAAAAAAAAAAAAAAAAAAAgP/2gAMAwEAAhEDEQA/AMgUkQdKH//Z'

/** A small JPEG. */
export function jpegFile(): UploadFile {
  return fileOf(decodeBase64(smallJpeg), 'image/jpeg', 'small.jpg')
}

/** A small image of 12 by 12 pixels. */
export function pngFile(seed = 7): UploadFile {
  return fileOf(encodePng(12, 12, noise(12 * (12 * 3 + 1), seed)), 'image/png', `small-${seed}.png`)
}

/** A PNG of about this size, made of pixels. */
export function largePngFile(kibibytes: number): UploadFile {
  const side = Math.ceil(Math.sqrt((kibibytes * 1024) / 3))
  const localName = `${kibibytes}-kib.png`
  return {
    bytes: encodePng(side, side, noise(side * (side * 3 + 1), kibibytes)),
    type: 'image/png',
    isImage: true,
    localName,
    make: makeLargePng(side, localName),
  }
}

/** Text that claims to be an image. */
export function textFile(): UploadFile {
  return { ...fileOf(new TextEncoder().encode('This is no image.\n'), 'image/png', 'no-image.png'), isImage: false }
}

/** What a browser sends for an empty file input. */
export function emptyFile(): UploadFile {
  return { bytes: new Uint8Array(), type: 'application/octet-stream', isImage: false, localName: '/dev/null', make: '' }
}

/** A file of these bytes. */
export function fileOf(bytes: Uint8Array<ArrayBuffer>, type: string, localName: string): UploadFile {
  return {
    bytes,
    type,
    isImage: true,
    localName,
    // Built only for findings.
    get make() {
      return `printf %s '${encodeBase64(bytes)}' | base64 -d > ${localName}`
    },
  }
}

/** How many bytes of the noise are random. Deflate looks back half as far, so it finds none of the repetitions. */
const drawnNoise = 64 * 1024

/** Random pixels, which do not compress. Drawing mebibytes would take longer than all requests of a run. */
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = seeded(seed)
  const bytes = new Uint8Array(length)
  const drawn = Math.min(length, drawnNoise)
  for (let index = 0; index < drawn; index++) bytes[index] = random() * 256
  for (let filled = drawn; filled < length; filled += drawn) bytes.copyWithin(filled, 0, drawn)
  return bytes
}

/** Uses Node, which runs the suite. */
function makeLargePng(side: number, localName: string): string {
  return (
    `node -e "const z=require('zlib'),s=${side};` +
    'const c=(t,d)=>{const b=Buffer.concat([Buffer.from(t),d]),h=Buffer.alloc(4),e=Buffer.alloc(4);' +
    'h.writeUInt32BE(d.length);e.writeUInt32BE(z.crc32(b));return Buffer.concat([h,b,e])};' +
    "const i=Buffer.alloc(13);i.writeUInt32BE(s);i.writeUInt32BE(s,4);i[8]=8;i[9]=2;const r=require('crypto').randomBytes(s*(s*3+1));" +
    "for(let y=0;y<s;y++)r[y*(s*3+1)]=0;require('fs').writeFileSync('" +
    localName +
    "',Buffer.concat([Buffer.from('89504e470d0a1a0a','hex'),c('IHDR',i),c('IDAT',z.deflateSync(r)),c('IEND',Buffer.alloc(0))]))\""
  )
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
