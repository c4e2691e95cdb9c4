import { instead, message, page, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** Another path for an upload. */
function path(of: (name: string) => string): Required<Pick<Mutant, 'decide'>> {
  return { decide: () => ({ pathOf: of }) }
}

/** 注册step1 */
export const wrongUploads: readonly Mutant[] = [
  {
    name: 'path-relative',
    fault: 'The path is relative',
    ...shape,
    ...path((name) => `uploads/${name}`),
    caughtBy: [],
  },
  { name: 'path-bare-name', fault: 'The path is a bare file name', ...shape, ...path((name) => name), caughtBy: [] },
  {
    name: 'path-dot',
    fault: 'The path begins with ./',
    ...shape,
    ...path((name) => `./uploads/${name}`),
    caughtBy: [],
  },
  {
    name: 'path-home',
    fault: 'The path begins with ~/',
    ...shape,
    ...path((name) => `~/uploads/${name}`),
    caughtBy: [],
  },
  {
    name: 'path-backslash',
    fault: 'The path is relative, in Windows form',
    ...shape,
    ...path((name) => `uploads\\${name}`),
    caughtBy: [],
  },
  {
    name: 'path-drive-relative',
    fault: 'The path names a drive and no folder',
    ...shape,
    ...path((name) => `C:${name}`),
    caughtBy: [],
  },
  {
    name: 'path-without-scheme',
    fault: 'The path is a host without a scheme',
    ...shape,
    ...path((name) => `cdn.example.com/${name}`),
    caughtBy: [],
  },
  { name: 'path-empty', fault: 'The path is an empty string', ...shape, ...path(() => ''), caughtBy: [] },
  {
    name: 'path-missing',
    fault: 'An upload answers 0000 without a path',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'uploadAvatar' ? null : message)),
    caughtBy: [],
  },
  {
    name: 'path-true',
    fault: 'The path is the value true',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'uploadAvatar' && message ? true : message)),
    caughtBy: [],
  },
  {
    name: 'upload-half-mebibyte',
    fault: 'An image of more than 512 KiB is refused with 0006',
    ...behaviour,
    options: { uploadLimit: 512 * 1024 },
    decide: (right) => ({
      statusOf: (endpoint, answer) => (answer.status === 413 ? 200 : right.statusOf(endpoint, answer)),
    }),
    caughtBy: [],
  },
  {
    name: 'upload-chinese-name-refused',
    fault: 'An image with a Chinese file name is refused',
    ...behaviour,
    options: { checkImages: ({ filename }) => /^[ -~]*$/.test(filename) },
    caughtBy: [],
  },
  {
    name: 'upload-png-refused',
    fault: 'A PNG is refused',
    ...behaviour,
    options: { checkImages: ({ bytes }) => bytes[1] !== 0x50 },
    caughtBy: [],
  },
  {
    name: 'upload-jpeg-refused',
    fault: 'A JPEG is refused',
    ...behaviour,
    options: { checkImages: ({ bytes }) => bytes[0] !== 0xff },
    caughtBy: [],
  },
  {
    name: 'upload-under-another-name',
    fault: 'The image is looked for in a part called file',
    ...behaviour,
    options: { uploadWithoutImage: 'refusal' },
    decide: (right) => ({
      imageOf: (parts) => (parts.some(({ name }) => name === 'file') ? right.imageOf(parts) : undefined),
    }),
    caughtBy: [],
  },
  {
    name: 'upload-never',
    fault: 'Every upload is refused with 0006',
    ...behaviour,
    decide: () => ({ mayUpload: () => false }),
    caughtBy: [],
  },
  {
    name: 'upload-elsewhere',
    fault: 'There is nothing at /upload',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'uploadAvatar' ? page(404, 'Not Found') : undefined)),
    caughtBy: [],
  },
  {
    name: 'upload-without-image-breaks',
    fault: 'An upload without img ends in a 500 page',
    ...shape,
    decide: (right) => ({
      statusOf: (endpoint, answer) => (isEmptyUpload(endpoint, answer) ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        isEmptyUpload(endpoint, answer) ? { error: 'img' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: [],
  },
  {
    name: 'upload-without-image-is-0003',
    fault: 'An upload without img answers the undocumented 0003',
    ...shape,
    ...result(({ endpoint, result, message }) => (isEmptyUpload(endpoint, { result, message }) ? '0003' : result)),
    caughtBy: [],
  },
  {
    name: 'upload-text-image-breaks',
    fault: 'img as a text part ends in a 500 page',
    ...shape,
    decide: (right) => ({
      imageOf: (parts) => {
        const text = parts.find(({ name, filename }) => name === 'img' && filename === undefined)
        return text ? { filename: 'broken', type: '', bytes: text.bytes } : right.imageOf(parts)
      },
      drawUploadName: (image, random) => (image.filename === 'broken' ? 'broken' : right.drawUploadName(image, random)),
      statusOf: (endpoint, answer) => (answer.message?.endsWith('/broken') ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        answer.message?.endsWith('/broken') ? { error: 'not a file' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: [],
  },
  {
    name: 'upload-empty-file-breaks',
    fault: "A browser's empty file input gets no answer",
    ...shape,
    around: (fetch) => async (request) => {
      const body = request.url.endsWith('/upload') ? await request.clone().text() : ''
      if (body.includes('filename=""')) throw new TypeError('fetch failed')
      return fetch(request)
    },
    caughtBy: [],
  },
  {
    name: 'upload-failure-explains',
    fault: "An upload's failure has a message",
    level: 'should',
    kind: 'shape',
    options: { uploadWithoutImage: 'refusal' },
    ...message(({ endpoint, result, message }) =>
      endpoint === 'uploadAvatar' && result !== '0000' ? '未知错误' : message,
    ),
    caughtBy: [],
  },
  {
    name: 'path-same-for-one-name',
    fault: 'Two uploads of one file name get one path',
    level: 'should',
    kind: 'behaviour',
    decide: () => ({ drawUploadName: ({ filename }) => filename }),
    keep: () => ({ addUpload: () => true }),
    options: { unknownHeadImage: 'accept' },
    caughtBy: [],
  },
  {
    name: 'upload-large-breaks',
    fault: 'An image of more than 2 MiB ends in a 500 page',
    level: 'should',
    kind: 'shape',
    options: { uploadLimit: 2 ** 21 },
    decide: (right) => ({
      statusOf: (endpoint, answer) => (answer.status === 413 ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        answer.status === 413 ? { error: 'oops' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: [],
  },
  {
    name: 'path-climbs',
    fault: 'A path keeps what the file name climbs by',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ drawUploadName: ({ filename }, random) => `${random(8).join('')}/${filename}` }),
    options: { unknownHeadImage: 'accept' },
    caughtBy: [],
  },
]

function isEmptyUpload(endpoint: string, answer: { result: string; message: string | null }): boolean {
  return endpoint === 'uploadAvatar' && answer.message === null
}
