import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pages, textOf } from './pages.ts'

/** The anchors of a page: its headings, converted as the usual renderers do. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const at = new URL(path, `file:///${page}`).pathname.slice(1)
  const target = path === '' ? page : decodeURIComponent(at)
  if (!existsSync(new URL(`../../${target}`, import.meta.url))) return true
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(decodeURIComponent(anchor))
}

test.each(pages)('every link in %s to a place in this repository works', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
  expect(links.filter((link) => isBroken(page, link))).toEqual([])
})
