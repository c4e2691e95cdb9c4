import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

/** A file of this repository as text. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Every page that users read. */
export const pages: readonly string[] = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
  ...readdirSync(new URL('examples', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => `examples/${file}`),
]

/** A code block of a page. */
export interface Block {
  readonly language: string
  readonly code: string
  /**
   * The HTML comment above it: `run` or `types` says how the block is tested (TypeScript without a comment is
   * compiled); anything else is the file of this repository that it shows word for word.
   */
  readonly comment: string | undefined
}

/** The code blocks of a page that name their language. */
export function blocksOf(page: string): Block[] {
  return [...textOf(page).matchAll(/(?:<!-- (\S+) -->\n)?```(\w+)\n([\s\S]*?)```(?:\n|$)/g)].map(
    ([, comment, language = '', code = '']) => ({ comment, language, code }),
  )
}

/** The file that a block shows, if it shows one. */
export function fileOf({ comment }: Block): string | undefined {
  return comment === undefined || comment === 'run' || comment === 'types' ? undefined : comment
}
