import type { UploadFile } from '../http/request.ts'
import { plain, type Value } from '../http/value.ts'
import { draw, type Random } from '../state/random.ts'
import { jpegFile, pngFile } from './image-file.ts'
import type { WrongCode } from './wrong-codes.ts'
import * as wrongCodes from './wrong-codes.ts'

/** How a person registers, and the one wrong code they try first. */
export interface Role {
  readonly password: (random: Random) => string
  readonly image?: () => UploadFile
  readonly filename?: string
  readonly gender?: '0' | '1'
  readonly nickname?: string
  /** Registers in the browser in which this person registered before, with the cookies left there. */
  readonly inBrowserOf?: 'alice'
  /** Tried once before the correct code: one wrong code locks nobody (journey 5). */
  readonly wrongCode?: WrongCode
}

const lower = 'abcdefghijkmnpqrstuvwxyz'
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'

/** Letters of both cases and digits. No two passwords begin alike. */
const mixed =
  (length: number) =>
  (random: Random): string =>
    draw(random, lower, 1) +
    draw(random, upper, 1) +
    draw(random, digits, 1) +
    draw(random, lower + upper + digits, length - 3)

/**
 * The people of a run. Each is created through the API itself, as far as a case needs them, and shared by the cases that
 * do not change them. Alice makes no mistakes.
 */
export const roles = {
  /** Everything at once: image, gender, nickname. */
  alice: { password: mixed(12), image: pngFile, filename: 'avatar.png', gender: '1', nickname: '小明' },
  /** No optional field; the shortest password. */
  bob: {
    password: (random) => draw(random, lower, 4) + draw(random, digits, 4),
    wrongCode: wrongCodes.leadingZero,
  },
  /** Only an image; the longest password that must be accepted. */
  carol: { password: mixed(32), image: jpegFile, filename: 'photo.jpg', wrongCode: wrongCodes.extraDigit },
  /** No optional field, in the browser that Alice registered in. */
  dave: {
    password: (random) => draw(random, upper, 6) + draw(random, digits, 5),
    inBrowserOf: 'alice',
    wrongCode: wrongCodes.otherLastDigit,
  },
  /** Only a Chinese nickname. */
  erin: {
    password: (random) => draw(random, digits, 5) + draw(random, lower, 8),
    nickname: '王小明和李小红们',
    wrongCode: wrongCodes.otherFirstDigit,
  },
  /** Fay and Gus register at the same time with one nickname, which does not identify an account. */
  fay: { password: numberLike, gender: '0', nickname: '菲', wrongCode: wrongCodes.otherThirdDigit },
  gus: { password: mixed(14), gender: '1', nickname: '菲', wrongCode: wrongCodes.trailingSpace },
  /** A wrong code, then the correct one; then an emoji. */
  hana: { password: mixed(16), wrongCode: wrongCodes.allOtherDigits },
  /** Gets locked. */
  ivan: { password: mixed(12) },
  /** Verifies while Ivan is locked. */
  judy: { password: mixed(12), wrongCode: wrongCodes.leadingSpace },
  /** Kim and Moe are never verified. */
  kim: { password: mixed(12) },
  moe: { password: mixed(12) },
  /** Verified; uploads, is refused in step 2, and so does not register. */
  nina: { password: mixed(12), wrongCode: wrongCodes.firstThree },
  /** Only a gender; registers twice. */
  omar: { password: mixed(12), gender: '0', wrongCode: wrongCodes.reversed },
  /** A password with characters other than letters and digits. */
  pia: { password: (random) => specialPassword(random), wrongCode: wrongCodes.otherSecondDigit },
} as const satisfies Readonly<Record<string, Role>>

/** A person for one of the team's own operations, whom no other case uses. */
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

/** Letters and digits that loose comparisons in many languages read as a number. */
function numberLike(random: Random): string {
  return `${draw(random, digits, 4)}0e000000${draw(random, digits, 1)}7`
}

/** 64 printable ASCII characters, with a space at both ends. */
function specialPassword(random: Random): string {
  const all = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('')
  return ` a1+%41&="'\\<${draw(random, all, 48)}Z9 `
}

/** The file and file name that this role uploads. */
export function imageOf(role: Role): { file: UploadFile; filename: string } | undefined {
  return role.image && { file: role.image(), filename: role.filename ?? 'avatar.png' }
}

/** The optional fields that this role sends in step 2. */
export function optionalFields(role: Role, path: Value | undefined): [string, Value][] {
  const fields: [string, Value][] = []
  if (path) fields.push(['headImage', path])
  if (role.gender !== undefined) fields.push(['gender', plain(role.gender)])
  if (role.nickname !== undefined) fields.push(['nickname', plain(role.nickname)])
  return fields
}
