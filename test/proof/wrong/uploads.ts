import { instead, message, page, reply, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** Returns a different path for an upload. */
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
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-bare-name',
    fault: 'The path is a bare file name',
    ...shape,
    ...path((name) => name),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-dot',
    fault: 'The path begins with ./',
    ...shape,
    ...path((name) => `./uploads/${name}`),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-home',
    fault: 'The path begins with ~/',
    ...shape,
    ...path((name) => `~/uploads/${name}`),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-backslash',
    fault: 'The path is relative, in Windows form',
    ...shape,
    ...path((name) => `uploads\\${name}`),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-drive-relative',
    fault: 'The path names a drive but no folder',
    ...shape,
    ...path((name) => `C:${name}`),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-without-scheme',
    fault: 'The path is a URL without a scheme',
    ...shape,
    ...path((name) => `cdn.example.com/${name}`),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-empty',
    fault: 'The path is an empty string',
    ...shape,
    ...path(() => ''),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-missing',
    fault: 'An upload gets 0000 without a path',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'uploadAvatar' ? null : message)),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-true',
    fault: 'The path is the value true',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'uploadAvatar' && message ? true : message)),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'upload-half-mebibyte',
    fault: 'An image of more than 512 KiB is refused with 0006',
    ...behaviour,
    options: { uploadLimit: 512 * 1024 },
    decide: (right) => ({
      statusOf: (endpoint, answer) => (answer.status === 413 ? 200 : right.statusOf(endpoint, answer)),
    }),
    caughtBy: ['uploadAvatar/large'],
  },
  {
    name: 'upload-chinese-name-refused',
    fault: 'An image with a Chinese file name is refused',
    ...behaviour,
    options: { checkImages: ({ filename }) => /^[ -~]*$/.test(filename) },
    caughtBy: ['uploadAvatar/non-ascii-name'],
  },
  {
    name: 'upload-name-with-blank-refused',
    fault: 'An image with a space in its file name is refused',
    ...behaviour,
    options: { checkImages: ({ filename }) => !filename.includes(' ') },
    caughtBy: ['uploadAvatar/other-names'],
  },
  {
    name: 'upload-name-with-capitals-refused',
    fault: 'An image with a capital letter in its file name is refused',
    ...behaviour,
    options: { checkImages: ({ filename }) => !/[A-Z]/.test(filename) },
    caughtBy: ['uploadAvatar/other-names'],
  },
  {
    name: 'upload-png-refused',
    fault: 'A PNG is refused',
    ...behaviour,
    options: { checkImages: ({ bytes }) => bytes[1] !== 0x50 },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'upload-jpeg-refused',
    fault: 'A JPEG is refused',
    ...behaviour,
    options: { checkImages: ({ bytes }) => bytes[0] !== 0xff },
    caughtBy: ['uploadAvatar/jpeg'],
  },
  {
    name: 'upload-under-another-name',
    fault: 'The image is read from a part named file',
    ...behaviour,
    options: { uploadWithoutImage: 'refusal' },
    decide: (right) => ({
      imageOf: (parts) => (parts.some(({ name }) => name === 'file') ? right.imageOf(parts) : undefined),
    }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'upload-never',
    fault: 'Every upload is refused with 0006',
    ...behaviour,
    decide: () => ({ mayUpload: () => false }),
    caughtBy: ['journey/registration', 'uploadAvatar/success'],
  },
  {
    name: 'upload-elsewhere',
    fault: '/upload does not exist',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'uploadAvatar' ? page(404, 'Not Found') : undefined)),
    caughtBy: ['uploadAvatar/envelope'],
  },
  {
    name: 'upload-without-image-breaks',
    fault: 'An upload without img gets a 500 page',
    ...shape,
    decide: (right) => ({
      statusOf: (endpoint, answer) => (isEmptyUpload(endpoint, answer) ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        isEmptyUpload(endpoint, answer) ? { error: 'img' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: ['uploadAvatar/no-image'],
  },
  {
    name: 'upload-without-image-is-0003',
    fault: 'An upload without img gets the undocumented 0003',
    ...shape,
    ...result(({ endpoint, result, message }) => (isEmptyUpload(endpoint, { result, message }) ? '0003' : result)),
    caughtBy: ['uploadAvatar/no-image'],
  },
  {
    name: 'upload-without-image-greets',
    fault: 'An upload without img gets 0000 with a message that is not a path',
    ...shape,
    ...message(({ endpoint, result, message }) =>
      isEmptyUpload(endpoint, { result, message }) && result === '0000' ? 'no file' : message,
    ),
    caughtBy: ['uploadAvatar/message'],
  },
  {
    name: 'path-in-gbk',
    fault: 'A path with Chinese characters is written in GBK instead of UTF-8',
    ...shape,
    options: { unknownHeadImage: 'accept' },
    decide: () => ({
      pathOf: (name) => `/home/头像/${name}`,
      write: (envelope) => {
        const [before = '', behind] = JSON.stringify(envelope).split('头像')
        if (behind === undefined) return before
        const bytes = [...before, 'Í', '·', 'Ï', 'ñ', ...behind].map((character) => character.charCodeAt(0))
        return Uint8Array.from(bytes)
      },
    }),
    caughtBy: ['uploadAvatar/envelope'],
  },
  {
    name: 'upload-text-image-breaks',
    fault: 'img as a text part gets a 500 page',
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
    caughtBy: ['uploadAvatar/text-part'],
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
    caughtBy: ['uploadAvatar/empty-file-input'],
  },
  {
    name: 'upload-not-an-image-breaks',
    fault: 'A file that is not an image gets a 500 page',
    ...shape,
    decide: (right) => ({
      isWholeImage: ({ bytes }) => bytes[1] === 0x50 || bytes[0] === 0xff,
      statusOf: (endpoint, answer) =>
        endpoint === 'uploadAvatar' && answer.result === '0006' ? 500 : right.statusOf(endpoint, answer),
      envelopeOf: (endpoint, answer) =>
        endpoint === 'uploadAvatar' && answer.result === '0006'
          ? { error: 'no image' }
          : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: ['uploadAvatar/envelope'],
  },
  {
    name: 'upload-without-session-is-0007',
    fault: 'An upload without a session gets 0007',
    ...shape,
    ...instead(({ endpoint, request }) =>
      endpoint === 'uploadAvatar' && !request.headers.has('cookie') ? reply('0007') : undefined,
    ),
    caughtBy: ['uploadAvatar/without-session', 'uploadAvatar/result'],
  },
  {
    name: 'upload-success-is-0008',
    fault: 'A successful upload gets 0008',
    ...shape,
    ...result(({ endpoint, result }) => (endpoint === 'uploadAvatar' && result === '0000' ? '0008' : result)),
    caughtBy: ['uploadAvatar/result', 'uploadAvatar/not-an-image'],
  },
  {
    name: 'upload-failure-explains',
    fault: 'A failed upload has a message',
    level: 'should',
    kind: 'shape',
    options: { uploadWithoutImage: 'refusal' },
    ...message(({ endpoint, result, message }) =>
      endpoint === 'uploadAvatar' && result !== '0000' ? '未知错误' : message,
    ),
    caughtBy: ['uploadAvatar/failure-message'],
  },
  {
    name: 'path-same-for-one-name',
    fault: 'Two uploads with the same file name get the same path',
    level: 'should',
    kind: 'behaviour',
    decide: () => ({ drawUploadName: ({ filename }) => filename }),
    keep: () => ({ addUpload: () => true }),
    options: { unknownHeadImage: 'accept' },
    caughtBy: ['uploadAvatar/same-name-twice'],
  },
  {
    name: 'path-counted-by-session',
    fault: 'Images are numbered within each session, so two sessions get the same paths',
    level: 'should',
    kind: 'behaviour',
    around: (fetch) => {
      const counts = new Map<string, number>()
      return async (request) => {
        const response = await fetch(request)
        const text = await response.text()
        const cookie = request.headers.get('cookie') ?? ''
        if (!request.url.endsWith('/upload') || !text.includes('/')) return new Response(text, response)
        counts.set(cookie, (counts.get(cookie) ?? 0) + 1)
        return new Response(text.replace(/"\/[^"]*"/, `"/uploads/${counts.get(cookie)}.png"`), response)
      }
    },
    options: { unknownHeadImage: 'accept' },
    caughtBy: ['uploadAvatar/same-name-twice'],
  },
  {
    name: 'path-same-for-all',
    fault: 'Every upload gets the same path',
    level: 'should',
    kind: 'behaviour',
    decide: () => ({ drawUploadName: () => 'avatar.png' }),
    keep: () => ({ addUpload: () => true }),
    options: { unknownHeadImage: 'accept' },
    caughtBy: ['uploadAvatar/same-name-twice'],
  },
  {
    name: 'upload-second-refused',
    fault: 'A second upload in a session is refused',
    ...behaviour,
    around: (fetch) => {
      const been = new Set<string>()
      return async (request) => {
        const cookie = request.headers.get('cookie')
        if (!cookie || !request.url.endsWith('/upload')) return fetch(request)
        if (been.has(cookie)) return reply('0006')
        const response = await fetch(request)
        if ((await response.clone().text()).includes('/')) been.add(cookie)
        return response
      }
    },
    caughtBy: ['uploadAvatar/non-ascii-name'],
  },
  {
    name: 'upload-large-breaks',
    fault: 'An image of more than 2 MiB gets a 500 page',
    level: 'should',
    kind: 'shape',
    options: { uploadLimit: 2 ** 21 },
    decide: (right) => ({
      statusOf: (endpoint, answer) => (answer.status === 413 ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        answer.status === 413 ? { error: 'oops' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: ['uploadAvatar/very-large'],
  },
  {
    name: 'path-climbs',
    fault: 'The path keeps the .. of a file name',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ drawUploadName: ({ filename }, random) => `${random(8).join('')}/${filename}` }),
    options: { unknownHeadImage: 'accept' },
    caughtBy: ['uploadAvatar/climbing-name'],
  },
]

function isEmptyUpload(endpoint: string, answer: { result: string; message: string | null }): boolean {
  return endpoint === 'uploadAvatar' && answer.message === null
}
