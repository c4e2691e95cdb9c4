import type { Language } from '../report/model/words.ts'

/** The language that a tag names, such as `zh`, `zh-CN`, `zh_CN.UTF-8` or `en-US`. Undefined for any other language. */
export function languageNamed(tag: string): Language | undefined {
  const name = /^(?:zh|en)(?=[-_.@]|$)/i.exec(tag)?.[0].toLowerCase()
  return name === 'zh' || name === 'en' ? name : undefined
}

/** The language of the locale: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG` says so, else English. */
export function localeLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  return languageNamed(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ?? 'en'
}

/** The language of help and usage errors, known before the options are read: that of `--lang`, else of the locale. */
export function messageLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const tags = argv.flatMap((argument, index) => {
    if (argument === '--lang') return [argv[index + 1] ?? '']
    return argument.startsWith('--lang=') ? [argument.slice('--lang='.length)] : []
  })
  return tags.map(languageNamed).find((language) => language !== undefined) ?? localeLanguage(env)
}
