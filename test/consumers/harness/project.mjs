import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../harness/run.mjs'
import { nodeFolderOf } from './places.mjs'

/** What `run.mjs` hands over. */
export const tarball = process.env.TARBALL
export const workshop = process.env.WORKSHOP
if (tarball === undefined || workshop === undefined) throw new Error('start these checks with `node run.mjs`')

/**
 * An empty project with the tarball installed, made by npm running on the given version of Node.
 *
 * @param packages further packages to install beside it
 * @param manifest members for its package.json
 */
export async function installedProject(name, { node = 24, packages = [], manifest = {} } = {}) {
  const folder = await mkdtemp(join(workshop, `${name}-`))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', private: true, ...manifest }))
  const install = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball, ...packages], {
    cwd: folder,
    path: nodeFolderOf(node),
    timeout: 180_000,
  })
  if (install.code !== 0) throw new Error(`npm install failed on Node ${node}:\n${install.output}`)
  return {
    folder,
    install,
    async write(path, text) {
      const file = join(folder, path)
      await mkdir(join(file, '..'), { recursive: true })
      await writeFile(file, text)
      return file
    },
    /** Runs a command in the project, on the version of Node it was installed with. */
    run(command, args, options = {}) {
      return run(command, args, { cwd: folder, path: nodeFolderOf(node), ...options })
    },
  }
}
