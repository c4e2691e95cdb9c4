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

/** An upload without an image: what is documented, or a bare 4xx (erratum E17). */
const noImage: Allowance = { bare: 'any', leftToCase: true, noPath: true }

/** Somebody whose session is verified, and who uploads one image after the other. */
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
        context.reading('E17', { zh: `${what.zh}得到 ${outcome(reply)}`, en: `${what.en} gets ${outcome(reply)}` })
    },
  })
}

function outcome({ result, answer }: Step): string {
  return result ?? (answer.kind === 'reply' ? `HTTP ${answer.status}` : answer.words.en)
}

/** The image of an upload that is one. */
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
    title: { zh: '上传真实的 PNG 得到 0000 和完整路径', en: 'A real PNG gets 0000 and a complete path' },
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
    title: { zh: '上传真实的 JPEG 得到 0000 和完整路径', en: 'A real JPEG gets 0000 and a complete path' },
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
    title: { zh: '800 KiB 的真实图片上传成功', en: 'A real image of 800 KiB uploads' },
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
      zh: '3 MiB 的真实图片上传成功，或以 0006、413、断开连接拒绝',
      en: 'A real image of 3 MiB uploads, or is refused by 0006, by 413, or by closing the connection',
    },
    cites: [cite('uploadAvatar', 'img')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: largePngFile(3072), filename: 'very-large.png' }
      const reply = await context.uploadAvatar(await uploader(context), [img], { leftToCase: true, bare: [413] })
      const closed = reply.answer.kind === 'failure' && reply.answer.failure === 'broken'
      if (closed || reply.bare || context.expect.result(reply, ['0000', '0006', '0004']))
        context.reading('E21', {
          zh: `3 MiB 的图片得到 ${closed ? '断开连接' : outcome(reply)}`,
          en: `an image of 3 MiB gets ${closed ? 'a closed connection' : outcome(reply)}`,
        })
    },
  }),

  defineCase({
    id: 'uploadAvatar/non-ascii-name',
    level: 'must',
    title: { zh: '中文文件名的图片上传成功', en: 'An image with a Chinese file name uploads' },
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
      zh: '文件名含空格、括号或大写字母的图片上传成功',
      en: 'Images upload whose file names have blanks, brackets or capital letters in them',
    },
    cites: [cite('uploadAvatar', 'img'), cite('uploadAvatar', 'operation')],
    people: { nina: 'verified' },
    run: async (context) => {
      const session = await uploader(context)
      for (const [filename, file] of [
        ['avatar (1).png', pngFile()],
        // The extension in small letters: whoever checks images may take no other (E21).
        ['IMG_0001.jpg', jpegFile()],
      ] as const)
        context.expect.result(
          await context.uploadAvatar(session, [{ name: 'img', file, filename }], { leftToCase: true }),
          '0000',
          {
            zh: `文件名为 ${filename}`,
            en: `an image that is called ${filename}`,
          },
        )
    },
  }),

  defineCase({
    id: 'uploadAvatar/same-name-twice',
    level: 'should',
    title: { zh: '同名文件上传两次得到不同路径', en: 'Two uploads of one file name get two paths' },
    cites: [cite('uploadAvatar', 'message')],
    people: { alice: 'uploaded', nina: 'verified' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').uploaded()
      const session = await uploader(context)
      const upload = (from: Session, seed: number) =>
        context.uploadAvatar(from, [{ name: 'img', file: pngFile(seed), filename: 'avatar.png' }])
      // From one session, and from another that uploads for the first time, as Alice did.
      for (const seed of [8, 9]) if (!context.expect.result(await upload(session, seed), '0000')) return
      await upload(context.nobody(), 10)
      const paths = new Map<string, { step: Step; bytes: Uint8Array }>()
      for (const step of context.runState.steps) {
        const bytes = imageIn(step)
        if (!bytes || step.result !== '0000' || step.message === undefined) continue
        const { message } = step
        const known = paths.get(message)
        paths.set(message, known ?? { step, bytes })
        // One image may well be kept once.
        if (!known || areEqual(known.bytes, bytes)) continue
        return context.fail({
          message: { zh: '一个文件的路径与之前的另一个文件相同', en: 'a file has the path of another one before it' },
          expected: { zh: '两个不同的路径', en: 'two different paths' },
          actual: { zh: `两次都是 ${message}`, en: `both times ${message}` },
          step,
          otherSessions: [known.step.session],
        })
      }
    },
  }),

  without(
    'no-image',
    { zh: '没有 img 的上传有文档所列的回复', en: 'An upload without img gets a documented reply' },
    [{ name: 'note', value: plain('no image') }],
    { zh: '没有 img 的上传', en: 'an upload without img' },
  ),
  without(
    'text-part',
    { zh: 'img 为文本时有文档所列的回复', en: 'An img that is text gets a documented reply' },
    [{ name: 'img', value: plain('no file') }],
    { zh: 'img 为文本', en: 'an img that is text' },
  ),
  without(
    'empty-file-input',
    { zh: '浏览器的空文件框有文档所列的回复', en: "A browser's empty file input gets a documented reply" },
    [{ name: 'img', file: emptyFile(), filename: '' }],
    { zh: '空文件框', en: 'an empty file input' },
  ),

  defineCase({
    id: 'uploadAvatar/not-an-image',
    level: 'must',
    title: { zh: '不是图片的文件得到 0000 或 0006', en: 'A file that is no image gets 0000 or 0006' },
    cites: [cite('uploadAvatar', 'result')],
    people: { nina: 'verified' },
    run: async (context) => {
      const img: Part = { name: 'img', file: textFile(), filename: 'no-image.png' }
      const reply = await context.uploadAvatar(await uploader(context), [img])
      if (context.expect.result(reply, ['0000', '0006', '0004']))
        context.reading('E21', {
          zh: `不是图片的文件得到 ${reply.result}`,
          en: `a file that is no image gets ${reply.result}`,
        })
    },
  }),

  defineCase({
    id: 'uploadAvatar/without-session',
    level: 'must',
    title: { zh: '没有会话的上传得到 0000 或 0006', en: 'An upload without a session gets 0000 or 0006' },
    cites: [cite('uploadAvatar', 'result')],
    run: async ({ nobody, uploadAvatar, expect, reading }) => {
      const reply = await uploadAvatar(nobody(), [{ name: 'img', file: pngFile(), filename: 'avatar.png' }])
      if (expect.result(reply, ['0000', '0006', '0004']))
        reading('E25', {
          zh: `没有会话的上传得到 ${reply.result}`,
          en: `an upload without a session gets ${reply.result}`,
        })
    },
  }),
]
