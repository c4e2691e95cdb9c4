import type { NamedBytes, WholeImage } from './avatar-image.ts'

/** The image to send whole; undefined if the value is not one. */
export function wholeImageOf(img: unknown): WholeImage | undefined {
  if (img instanceof Blob) return { blob: img, name: 'name' in img ? String(img.name) : nameFor(img.type) }
  const { bytes = img, name, type } = img as Partial<NamedBytes>
  if (!(bytes instanceof Uint8Array || bytes instanceof ArrayBuffer)) return undefined
  if (bytes !== img && !(name && typeof name === 'string')) return undefined
  const [first, second] = 'buffer' in bytes ? bytes : new Uint8Array(bytes)
  const seen = first === 0x89 && second === 0x50 ? 'image/png' : first === 0xff && second === 0xd8 ? 'image/jpeg' : ''
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: type ?? (seen || 'application/octet-stream') })
  return { blob, name: name ?? nameFor(blob.type) }
}

function nameFor(type: string): string {
  return type.startsWith('image/') ? `avatar.${type.slice(6).replace('jpeg', 'jpg')}` : 'avatar'
}
