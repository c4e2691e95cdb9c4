import type { WholeImage } from './avatar-image.ts'

/** A multipart body as a browser makes it: a name that is not ASCII goes as raw UTF-8 (erratum E05). */
export function multipartOf(image: WholeImage | undefined): FormData {
  const form = new FormData()
  if (image) form.append('img', image.blob, image.name)
  // A body without parts is refused by many parsers before the backend sees it (erratum E17).
  else form.append('upload', '1')
  return form
}
