import { joined, part, plain, type Value } from '../http/value.ts'

/** Makes a wrong code from the correct one that a careless comparison accepts. */
export type WrongCode = (code: Value) => Value

/** The same number. */
export const leadingZero: WrongCode = (code) => joined('0', code)

/** Begins with the correct code. */
export const extraDigit: WrongCode = (code) => joined(code, '0')

/** The same after trimming. */
export const leadingSpace: WrongCode = (code) => joined(' ', code)

/** The same after trimming, at the other end. */
export const trailingSpace: WrongCode = (code) => joined(code, ' ')

/** Only the beginning of the correct code. */
export const firstThree: WrongCode = (code) => part(code, 0, 3)

/** The first three digits are correct. */
export const otherLastDigit: WrongCode = (code) => replaceDigits(code, 3, 1)

/** The last three digits are correct. */
export const otherFirstDigit: WrongCode = (code) => replaceDigits(code, 0, 1)

/** All digits but the second are correct. */
export const otherSecondDigit: WrongCode = (code) => replaceDigits(code, 1, 1)

/** All digits but the third are correct. */
export const otherThirdDigit: WrongCode = (code) => replaceDigits(code, 2, 1)

/** No digit is correct. */
export const allOtherDigits: WrongCode = (code) => replaceDigits(code, 0, 4)

/** The same digits in another order; for four equal digits, other digits. */
export const reversed: WrongCode = (code) => {
  const turned = [...code.text].reverse().join('')
  if (turned !== code.text) return { text: turned, shell: `$(printf %s "${code.shell}" | rev)`, secret: true }
  // The code is a palindrome, so the first digit moves to the end.
  const rotated = joined(part(code, 1, code.text.length - 1), part(code, 0, 1))
  return rotated.text === code.text ? allOtherDigits(code) : rotated
}

/** The same digits in full width, which many languages read as a number. */
export const fullWidth: WrongCode = (code) => ({
  text: code.text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  shell: `$(printf %s "${code.shell}" | sed 'y/0123456789/０１２３４５６７８９/')`,
  secret: true,
})

/** Codes that are often left over from development. */
const favourites = ['0000', '1234', '8888', '6666', '1111', '9999', '4321', '0001']

/** The `index`th of many wrong codes: full width first, then codes that development may have left behind. */
export function wrongCodeNumber(index: number, code: Value): Value {
  if (index === 0) return fullWidth(code)
  const favourite = favourites.filter((each) => each !== code.text)[index - 1]
  if (favourite !== undefined) return plain(favourite)
  const text = String((Number.parseInt(code.text, 10) + 1 + index * 7) % 10000).padStart(4, '0')
  return { text, shell: `$(printf %04d $(((10#${code.shell} + ${1 + index * 7}) % 10000)))`, secret: true }
}

/** Replaces `count` digits from `start`. */
function replaceDigits(code: Value, start: number, count: number): Value {
  const replaced = code.text.slice(start, start + count).replace(/[0-9]/g, (digit) => String((Number(digit) + 5) % 10))
  const changed = {
    text: `$(printf %s "${code.shell}" | cut -c${start + 1}-${start + count} | tr 0123456789 5678901234)`,
  }
  return {
    text: code.text.slice(0, start) + replaced + code.text.slice(start + count),
    shell: part(code, 0, start).shell.replace(/.*:0:0\}$/, '') + changed.text + tail(code, start + count),
    secret: true,
  }
}

function tail(code: Value, start: number): string {
  return start >= code.text.length ? '' : part(code, start, code.text.length - start).shell
}

/** A code that was sent to nobody. */
export function neverIssued(code: Value): Value {
  return allOtherDigits(code)
}
