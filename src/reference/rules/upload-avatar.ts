import type { ResultOf } from '../../contract/replies.ts'
import type { FormPart, UploadedImage } from '../http/parse-multipart.ts'
import type { Settings } from '../reference-settings.ts'
import type { StoredSession } from '../store/store.ts'
import { type Random, toHexadecimal } from './random-bytes.ts'
import type { Answer, OperationRule, RuleContext } from './rule.ts'
import { currentSession, type SessionDecisions } from './sessions.ts'

// 注册step1

/** The decisions of 注册step1. */
export interface UploadAvatarDecisions {
  mayUpload(session: StoredSession | undefined): boolean
  /** The image among the parts of the body. */
  imageOf(parts: readonly FormPart[]): UploadedImage | undefined
  isWholeImage(image: UploadedImage): boolean | Promise<boolean>
  /** A name for the file in the upload folder. */
  drawUploadName(image: UploadedImage, random: Random): string
  /** The complete path of that file; `origin` is where the request was sent to. */
  pathOf(name: string, origin: string): string
}

export function documentedUploadAvatar(settings: Settings): UploadAvatarDecisions {
  return {
    // Whether a session is needed is not said (E25).
    mayUpload: {
      nothing: () => true,
      session: (session: StoredSession | undefined) => session !== undefined,
      verifiedSession: (session: StoredSession | undefined) => session?.verified === true,
    }[settings.uploadNeeds],

    // | img | 头像（包含file属性和filename属性） | N | FieldStorge |
    // A text part is not an image, and neither is a browser's empty file input (E05, E17).
    imageOf: (parts) => {
      const part = parts.find(({ name, filename }) => name === 'img' && filename)
      return part && { filename: part.filename ?? '', type: part.type, bytes: part.bytes }
    },

    // 今后可能需要作图像完整性验证 (E21)
    isWholeImage: imageCheck(settings.checkImages),

    // 保存到本地: under a name of the backend's own. Only a known extension is kept of the visitor's file name, so no
    // name can leave the folder or overwrite another upload.
    drawUploadName: ({ filename }, random) => `${toHexadecimal(random(16))}${extensionOf(filename)}`,

    // 将完整路径返回
    pathOf: {
      posix: (name: string) => `${settings.uploadFolder.replace(/\/+$/, '')}/${name}`,
      windows: (name: string) => `${windowsFolder(settings.uploadFolder)}\\${name}`,
      url: (name: string, origin: string) => `${settings.publicOrigin ?? origin}${settings.basePath}/uploads/${name}`,
    }[settings.pathStyle],
  }
}

function imageCheck(check: Settings['checkImages']): UploadAvatarDecisions['isWholeImage'] {
  if (typeof check === 'function') return check
  if (!check) return () => true
  // Few people ask for the check, so its library is loaded with the first image.
  return async (image) => (await import('./whole-image.ts')).isWholeImage(image)
}

const knownExtension = /\.(png|jpe?g|gif|webp|bmp|avif|heic|svg)$/i

function extensionOf(filename: string): string {
  return knownExtension.exec(filename)?.[0].toLowerCase() ?? ''
}

function windowsFolder(folder: string): string {
  const path = folder.replaceAll('/', '\\').replace(/\\+$/, '')
  return /^([A-Za-z]:|\\\\)/.test(path) ? path : `C:${path}`
}

/** 接受头像图片及图片名保存到本地，并将完整路径返回 */
export const uploadAvatar: OperationRule<ResultOf<'uploadAvatar'>, UploadAvatarDecisions & SessionDecisions> = {
  refusal: '0006',

  answer: async (request, context) => {
    const { decisions, settings } = context
    if (!decisions.mayUpload(await currentSession(request, context))) return unknownError('an upload needs a session')
    const image = decisions.imageOf(request.parts)
    if (!image) {
      if (settings.uploadWithoutImage === 'refusal') return unknownError('img is missing')
      // 必选 N: without an image there is no path to return (E17).
      return { result: '0000', message: null, reason: 'no img, so nothing was stored' }
    }
    if (!(await decisions.isWholeImage(image))) return unknownError('the file is not a whole image')
    return { result: '0000', message: await storeImage(image, request.origin, context), reason: 'the image is stored' }
  },

  forcedMessage: ({ decisions, random }, origin) => {
    const image = { filename: 'avatar.png', type: 'image/png', bytes: new Uint8Array() }
    return decisions.pathOf(decisions.drawUploadName(image, random), origin)
  },
}

/** Stores an image under a name of its own and returns its complete path. */
export async function storeImage(
  image: UploadedImage,
  origin: string,
  { decisions, store, random }: RuleContext<UploadAvatarDecisions>,
): Promise<string> {
  for (;;) {
    const name = decisions.drawUploadName(image, random)
    const path = decisions.pathOf(name, origin)
    if (await store.addUpload({ name, path, type: image.type, bytes: image.bytes })) return path
  }
}

function unknownError(reason: string): Answer<'0006'> {
  return { result: '0006', message: null, reason }
}
