import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

/** A file of this repository as text. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Every page a user reads. */
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

/** One code block of a page. */
export interface Block {
  readonly language: string
  readonly code: string
  /**
   * What the HTML comment above it says: `run` or `types`, how the block is tried (TypeScript without a comment is
   * compiled), or the file of this repository that it shows word for word.
   */
  readonly comment: string | undefined
}

/** The code blocks of a page that say their language. */
export function blocksOf(page: string): Block[] {
  return [...textOf(page).matchAll(/(?:<!-- (\S+) -->\n)?```(\w+)\n([\s\S]*?)```(?:\n|$)/g)].map(
    ([, comment, language = '', code = '']) => ({ comment, language, code }),
  )
}

/** The file a block shows, where it shows one. */
export function fileOf({ comment }: Block): string | undefined {
  return comment === undefined || comment === 'run' || comment === 'types' ? undefined : comment
}
