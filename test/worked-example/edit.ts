/**
 * Brings a worked example up to date, when its patch no longer applies or when you want to change it:
 *
 *   node test/worked-example/edit.ts NAME           copies the sources to a temporary folder and applies the patch there
 *   node test/worked-example/edit.ts NAME --save    writes what you changed in that copy back into the patch, and into
 *                                                   CONTRIBUTING.md where that shows it
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { copySources, patchNames, patchOf, removeCopy, runIn, writtenPages } from './copy.ts'

const [given, option] = process.argv.slice(2)
const name = patchNames.find((each) => each === given)
if (name === undefined) throw new Error(`name one of ${patchNames.join(', ')}`)
const folder = join(tmpdir(), `phone-auth-kit-${name}`)

function git(...parameters: string[]): string {
  const { status, output } = runIn(folder, 'git', ['-c', 'core.quotePath=false', ...parameters])
  if (status !== 0) throw new Error(output)
  return output
}

if (option === '--save') {
  git('add', '--all', '--', '.', ':!node_modules', ...Object.keys(writtenPages).map((page) => `:!${page}`))
  const patch = git('diff', '--cached', '--no-color')
  writeFileSync(new URL(`${name}.patch`, import.meta.url), patch)
  // The short ones are shown there.
  const page = new URL('../../CONTRIBUTING.md', import.meta.url)
  const shown = new RegExp(`(<!-- test/worked-example/${name}\\.patch -->\\n\`\`\`diff\\n)[\\s\\S]*?(?=\`\`\`)`)
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(shown, (_, head: string) => head + patch),
  )
} else {
  removeCopy(folder)
  mkdirSync(folder, { recursive: true })
  copySources(folder)
  git('init', '--quiet')
  git('add', '--all', '--', '.', ':!node_modules')
  git('-c', 'user.name=nobody', '-c', 'user.email=nobody@localhost', 'commit', '--quiet', '--message', 'base')
  const { output } = runIn(folder, 'git', ['apply', '-C1', '--reject', '-'], patchOf(name))
  console.log(`${output}\nEdit the files in ${folder}; what could not be applied is in *.rej files, delete those.`)
  console.log(`Then run: node test/worked-example/edit.ts ${name} --save`)
}
