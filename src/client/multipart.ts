/** A multipart body as a browser would make it: a name that is not ASCII goes as raw UTF-8 (erratum E05). */
export function multipartOf(img: File | Blob | Uint8Array | ArrayBuffer | undefined): FormData {
  const form = new FormData()
  // A body without parts is refused by many parsers before the backend sees it (erratum E17).
  if (img === undefined) form.append('upload', '1')
  else if (img instanceof Blob) form.append('img', img, 'name' in img ? String(img.name) : nameFor(img.type))
  else {
    const type = typeOf(img instanceof Uint8Array ? img : new Uint8Array(img))
    form.append('img', new Blob([img as Uint8Array<ArrayBuffer>], { type }), nameFor(type))
  }
  return form
}

function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  return 'application/octet-stream'
}

function nameFor(type: string): string {
  const extension = { 'image/png': '.png', 'image/jpeg': '.jpg' }[type] ?? ''
  return `avatar${extension}`
}
