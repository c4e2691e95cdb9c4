import { UsageError } from './usage-error.ts'

/**
 * The words of a command as a shell would split them: blanks between, quotes around, a backslash before. Nothing is
 * expanded.
 */
export function commandWords(command: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < command.length; index++) {
    const character = command[index] ?? ''
    const next = command[index + 1]
    if (quote) {
      if (character === quote) quote = ''
      else if (character === '\\' && quote === '"' && (next === '"' || next === '\\')) word += command[++index] ?? ''
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (character === '\\' && next !== undefined) word = (word ?? '') + (command[++index] ?? '')
    else if (/\s/.test(character)) {
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
