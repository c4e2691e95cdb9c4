import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import type { Allowance } from '../http/check-reply.ts'
import type { Part } from '../http/request.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain } from '../http/value.ts'
import { emptyFile, jpegFile, largePngFile, pngFile, textFile } from '../people/image-file.ts'
import type { CaseContext } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'

/** For an upload without an image: a documented reply, or a bare 4xx (erratum E17). */
const noImage: Allowance = { bare: 'any', leftToCase: true, noMessage: true }

/** The verified session of the person who uploads one image after another. */
async function uploader({ person }: CaseContext) {
  const nina = person('nina')
  await nina.verified()
  return nina.session
}

function without(id: string, title: Words, parts: readonly Part[], what: Words): CaseDefinition {
  return defineCase({
    id: `uploadAvatar/${id}`,
    level: 'must',
    title,
    cites: [cite('uploadAvatar', 'img')],
    people: { nina: 'verified' },
    run: async (context) => {
      const reply = await context.uploadAvatar(await uploader(context), parts, noImage)
      if (context.expect.answered(reply))
        context.reading('E17', { zh: `${what.zh}，返回 ${outcome(reply)}`, en: `${what.en} gets ${outcome(reply)}` })
    },
  })
}

function outcome({ result, answer }: Step): string {
  return result ?? (answer.kind === 'reply' ? `HTTP ${answer.status}` : '?')
}

/** The bytes of the image, if the step uploaded one. */
function imageIn({ endpoint, request }: Step): Uint8Array | undefined {
  const [part] = endpoint === 'uploadAvatar' ? (request.parts ?? []) : []
  return part && 'file' in part && part.file.isImage ? part.file.bytes : undefined
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index])
}

/** 注册step1 */
export const uploadAvatarCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'uploadAvatar/success',
    level: 'must',
    title: { zh: '上传真实的 PNG 图片，返回 0000 和完整路径', en: 'A real PNG gets 0000 and a complete path' },
    cites: [
      cite('uploadAvatar', 'operation'),
      cite('uploadAvatar', 'method'),
      cite('uploadAvatar', 'url'),
      cite('uploadAvatar', 'img'),
      cite('uploadAvatar', 'message'),
    ],
    people: { alice: 'uploaded' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').uploaded()
    },
  }),

  defineCase({
    id: 'uploadAvatar/jpeg',
    level: 'must',
    title: { zh: '上传真实的 JPEG 图片，返回 0000 和完整路径', en: 'A real JPEG gets 0000 and a complete path' },
    cites: [cite('uploadAvatar', 'img'), cite('uploadAvatar', 'message')],
    people: { carol: 'uploaded' },
    about: ['carol'],
    run: async ({ person }) => {
      await person('carol').uploaded()
    },
  }),

  defineCase({
    id: 'uploadAvatar/large',
    level: 'must',
    title: { zh: '能上传 800 KiB 的真实图片', en: 'A real image of 800 KiB can be uploaded' },
    cites: [cite('uploadAvatar', 'img')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: largePngFile(800), filename: 'large.png' }
      context.expect.result(await context.uploadAvatar(await uploader(context), [img], { leftToCase: true }), '0000')
    },
  }),

  defineCase({
    id: 'uploadAvatar/very-large',
    level: 'should',
    title: {
      zh: '3 MiB 的真实图片应上传成功，或被拒绝（0006、413 或断开连接）',
      en: 'A real image of 3 MiB should be accepted, or refused with 0006, with 413 or by closing the connection',
    },
    cites: [cite('uploadAvatar', 'img')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: largePngFile(3072), filename: 'very-large.png' }
      const reply = await context.uploadAvatar(await uploader(context), [img], { leftToCase: true, bare: [413] })
      const closed = reply.answer.kind === 'failure' && reply.answer.failure === 'broken'
      if (closed || reply.bare || context.expect.result(reply, ['0000', '0006', '0004']))
        context.reading('E21', {
          zh: `上传 3 MiB 的图片时，${closed ? '连接被断开' : `返回 ${outcome(reply)}`}`,
          en: `an image of 3 MiB gets ${closed ? 'a closed connection' : outcome(reply)}`,
        })
    },
  }),

  defineCase({
    id: 'uploadAvatar/non-ascii-name',
    level: 'must',
    title: { zh: '能上传文件名含中文的图片', en: 'An image with a Chinese file name can be uploaded' },
    cites: [cite('uploadAvatar', 'img'), cite('uploadAvatar', 'operation')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: jpegFile(), filename: '我的头像.jpg' }
      context.expect.result(await context.uploadAvatar(await uploader(context), [img], { leftToCase: true }), '0000')
    },
  }),

  defineCase({
    id: 'uploadAvatar/other-names',
    level: 'must',
    title: {
      zh: '能上传文件名含空格、括号或大写字母的图片',
      en: 'Images with spaces, parentheses or capital letters in their file names can be uploaded',
    },
    cites: [cite('uploadAvatar', 'img'), cite('uploadAvatar', 'operation')],
    people: { nina: 'verified' },
    run: async (context) => {
      const session = await uploader(context)
      for (const [filename, file] of [
        ['avatar (1).png', pngFile()],
        // The extension is in lower case: a backend that checks images may accept no other (E21).
        ['IMG_0001.jpg', jpegFile()],
      ] as const)
        context.expect.result(
          await context.uploadAvatar(session, [{ name: 'img', file, filename }], { leftToCase: true }),
          '0000',
          {
            zh: `文件名为 ${filename}`,
            en: `the file name is ${filename}`,
          },
        )
    },
  }),

  defineCase({
    id: 'uploadAvatar/same-name-twice',
    level: 'should',
    title: {
      zh: '两次上传同名文件，应返回不同的路径',
      en: 'Two uploads with the same file name should get different paths',
    },
    cites: [cite('uploadAvatar', 'message')],
    people: { alice: 'uploaded', nina: 'verified' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').uploaded()
      const session = await uploader(context)
      const upload = (from: Session, seed: number) =>
        context.uploadAvatar(from, [{ name: 'img', file: pngFile(seed), filename: 'avatar.png' }])
      // From this session, and from a new one whose first upload this is, as it was for Alice.
      for (const seed of [8, 9]) if (!context.expect.result(await upload(session, seed), '0000')) return
      await upload(context.nobody(), 10)
      const paths = new Map<string, { step: Step; bytes: Uint8Array }>()
      for (const step of context.runState.steps) {
        const bytes = imageIn(step)
        if (!bytes || step.result !== '0000' || step.message === undefined) continue
        const { message } = step
        const known = paths.get(message)
        paths.set(message, known ?? { step, bytes })
        // A backend may store one image once.
        if (!known || areEqual(known.bytes, bytes)) continue
        return context.fail({
          message: {
            zh: '后端为不同的文件返回了同一路径',
            en: 'the backend returned the path of an earlier, different file',
          },
          expected: { zh: '两个不同的路径', en: 'two different paths' },
          actual: { zh: `两次都返回 ${message}`, en: `${message} both times` },
          step,
          otherSessions: [known.step.session],
        })
      }
    },
  }),

  without(
    'no-image',
    { zh: '上传时缺少 img，返回文档规定的结果', en: 'An upload without img gets a documented reply' },
    [{ name: 'note', value: plain('no image') }],
    { zh: '上传时缺少 img', en: 'an upload without img' },
  ),
  without(
    'text-part',
    { zh: 'img 为文本时，返回文档规定的结果', en: 'An img that is a text field gets a documented reply' },
    [{ name: 'img', value: plain('no file') }],
    { zh: 'img 为文本', en: 'an img that is a text field' },
  ),
  without(
    'empty-file-input',
    {
      zh: '浏览器提交未选择文件的文件框时，返回文档规定的结果',
      en: "A browser's empty file input gets a documented reply",
    },
    [{ name: 'img', file: emptyFile(), filename: '' }],
    { zh: '文件框未选择文件', en: 'an empty file input' },
  ),

  defineCase({
    id: 'uploadAvatar/not-an-image',
    level: 'must',
    title: { zh: '上传非图片文件，返回 0000 或 0006', en: 'A file that is not an image gets 0000 or 0006' },
    cites: [cite('uploadAvatar', 'result')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: textFile(), filename: 'no-image.png' }
      const reply = await context.uploadAvatar(await uploader(context), [img])
      if (context.expect.result(reply, ['0000', '0006', '0004']))
        context.reading('E21', {
          zh: `上传非图片文件时，返回 ${reply.result}`,
          en: `a file that is not an image gets ${reply.result}`,
        })
    },
  }),

  defineCase({
    id: 'uploadAvatar/without-session',
    level: 'must',
    title: { zh: '没有会话时上传，返回 0000 或 0006', en: 'An upload without a session gets 0000 or 0006' },
    cites: [cite('uploadAvatar', 'result')],
    run: async ({ nobody, uploadAvatar, expect, reading }) => {
      const reply = await uploadAvatar(nobody(), [{ name: 'img', file: pngFile(), filename: 'avatar.png' }])
      if (expect.result(reply, ['0000', '0006', '0004']))
        reading('E25', {
          zh: `没有会话时上传，返回 ${reply.result}`,
          en: `an upload without a session gets ${reply.result}`,
        })
    },
  }),
]
