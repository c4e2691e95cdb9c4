import type { UploadFile } from '../http/request.ts'
import { plain, type Value } from '../http/value.ts'
import { draw, type Random } from '../state/random.ts'
import { jpegFile, pngFile } from './image-file.ts'
import type { WrongCode } from './wrong-codes.ts'
import * as wrongCodes from './wrong-codes.ts'

/** One person of a run: how they register, and which one wrong code they try first. */
export interface Role {
  readonly password: (random: Random) => string
  readonly image?: () => UploadFile
  readonly filename?: string
  readonly gender?: '0' | '1'
  readonly nickname?: string
  /** Sits down where this one registered before, with the cookies that are there. */
  readonly inBrowserOf?: 'alice'
  /** Tried once before the right code: one wrong code locks nobody (journey 5). */
  readonly wrongCode?: WrongCode
}

const lower = 'abcdefghijkmnpqrstuvwxyz'
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'

/** Letters of both cases and digits, never twice the same beginning. */
const mixed =
  (length: number) =>
  (random: Random): string =>
    draw(random, lower, 1) +
    draw(random, upper, 1) +
    draw(random, digits, 1) +
    draw(random, lower + upper + digits, length - 3)

/**
 * The people of a run. Each is made through the API itself, as far as a case needs them, and shared by the cases that
 * leave them as they are. Alice makes no mistake on her way.
 */
export const roles = {
  /** Everything at once: image, gender, nickname. */
  alice: { password: mixed(12), image: pngFile, filename: 'avatar.png', gender: '1', nickname: '小明' },
  /** No optional field; the shortest password. */
  bob: {
    password: (random) => draw(random, lower, 4) + draw(random, digits, 4),
    wrongCode: wrongCodes.leadingZero,
  },
  /** An image alone; the longest password of the musts. */
  carol: { password: mixed(32), image: jpegFile, filename: 'photo.jpg', wrongCode: wrongCodes.extraDigit },
  /** No optional field either, in the browser that Alice registered in. */
  dave: {
    password: (random) => draw(random, upper, 6) + draw(random, digits, 5),
    inBrowserOf: 'alice',
    wrongCode: wrongCodes.otherLastDigit,
  },
  /** A Chinese nickname alone. */
  erin: {
    password: (random) => draw(random, digits, 5) + draw(random, lower, 8),
    nickname: '王小明和李小红们',
    wrongCode: wrongCodes.otherFirstDigit,
  },
  /** Fay and Gus register at the same time, by one nickname: it is no name of an account. */
  fay: { password: numberLike, gender: '0', nickname: '菲', wrongCode: wrongCodes.otherThirdDigit },
  gus: { password: mixed(14), gender: '1', nickname: '菲', wrongCode: wrongCodes.trailingSpace },
  /** A wrong code, then the right one; then an emoji. */
  hana: { password: mixed(16), wrongCode: wrongCodes.allOtherDigits },
  /** Gets locked. */
  ivan: { password: mixed(12) },
  /** Stands by while Ivan gets locked. */
  judy: { password: mixed(12), wrongCode: wrongCodes.leadingSpace },
  /** Kim and Moe never get past the code. */
  kim: { password: mixed(12) },
  moe: { password: mixed(12) },
  /** Verified, uploads and is refused, and so does not register. */
  nina: { password: mixed(12), wrongCode: wrongCodes.firstThree },
  /** Gender alone; registers twice. */
  omar: { password: mixed(12), gender: '0', wrongCode: wrongCodes.reversed },
  /** Characters beside letters and digits in the password. */
  pia: { password: (random) => specialPassword(random), wrongCode: wrongCodes.otherSecondDigit },
} as const satisfies Readonly<Record<string, Role>>

/** Somebody who registers for an operation of the team's own, and whom no other case meets. */
export type GuestName = `guest${string}`

/** The name of a person of a run. */
export type Name = keyof typeof roles | GuestName

/** The name of a guest: `guesta`, `guestb`, … `guestz`, `guestba`. Shell variables are named after it. */
export function guestName(index: number): GuestName {
  const letters = index.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
  return `guest${letters}`
}

export function isGuest(name: string): boolean {
  return name.startsWith('guest')
}

const guest: Role = { password: mixed(12) }

export function roleOf(name: Name): Role {
  return name in roles ? roles[name as keyof typeof roles] : guest
}

/** Letters and digits that many languages read as a number, where they are asked to compare loosely. */
function numberLike(random: Random): string {
  return `${draw(random, digits, 4)}0e000000${draw(random, digits, 1)}7`
}

/** 64 printable characters of ASCII, a space at both ends. */
function specialPassword(random: Random): string {
  const all = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('')
  return ` a1+%41&="'\\<${draw(random, all, 48)}Z9 `
}

/** The file and the name an upload of this role sends. */
export function imageOf(role: Role): { file: UploadFile; filename: string } | undefined {
  return role.image && { file: role.image(), filename: role.filename ?? 'avatar.png' }
}

/** The optional fields of step 2, as far as this role gives them. */
export function optionalFields(role: Role, path: Value | undefined): [string, Value][] {
  const fields: [string, Value][] = []
  if (path) fields.push(['headImage', path])
  if (role.gender !== undefined) fields.push(['gender', plain(role.gender)])
  if (role.nickname !== undefined) fields.push(['nickname', plain(role.nickname)])
  return fields
}
