import { expect, test } from 'vitest'
import { blocksOf, fileOf, pages, textOf } from './pages.ts'

const blocks = pages.flatMap((page) => blocksOf(page).map((block) => ({ ...block, page, file: fileOf(block) })))
const shown = blocks.filter((block) => block.file !== undefined)

test.each(shown)('$page shows $file word for word', ({ file = '', code }) => {
  expect(code).toBe(textOf(file))
})

test('every Python block shows a file that is tested', () => {
  expect(blocks.filter(({ language, file }) => language === 'python' && file === undefined)).toEqual([])
})
