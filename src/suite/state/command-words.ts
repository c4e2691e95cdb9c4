import { UsageError } from './usage-error.ts'

/**
 * The words of a command as a shell would split them: blanks between, quotes around. Nothing is expanded. A backslash is
 * itself, as in the paths of Windows, but before a quote or a blank, which it makes part of the word; before a double
 * quote two backslashes are one.
 */
export function commandWords(command: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < command.length; index++) {
    const character = command[index] ?? ''
    if (character === '\\' && quote !== "'") {
      const [slashes = ''] = /^\\+/.exec(command.slice(index)) ?? []
      const next = command[index + slashes.length] ?? ''
      const escapes = next === '"' || (quote === '' && (next === "'" || /^\s$/.test(next)))
      const kept = escapes ? Math.floor(slashes.length / 2) : slashes.length
      word = (word ?? '') + '\\'.repeat(kept)
      index += slashes.length - 1
      if (escapes && slashes.length % 2 === 1) {
        word += next
        index++
      }
    } else if (quote) {
      if (character === quote) quote = ''
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (quote)
    throw new UsageError({
      zh: `读取验证码的命令中，${quote} 没有闭合`,
      en: `the command for codes: a ${quote} is never closed`,
    })
  if (word !== undefined) words.push(word)
  return words
}
