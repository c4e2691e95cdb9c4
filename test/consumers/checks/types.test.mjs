import assert from 'node:assert/strict'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { run } from '../../harness/run.mjs'
import { dependency, here, nodeOf } from '../harness/places.mjs'
import { installedProject } from '../harness/project.mjs'

const compilers = { 'TypeScript 5.9': 'typescript59', 'TypeScript 7': 'typescript7' }

const surroundings = {
  'with @types/node, without DOM': {
    packages: ['@types/node@22'],
    compilerOptions: { lib: ['es2023'], types: ['node'] },
    // The declarations of msw itself need those of the DOM.
    leftOut: ['msw.ts'],
  },
  'with DOM, without @types/node': {
    packages: ['msw@3'],
    compilerOptions: { lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
    leftOut: ['server.ts', 'files.ts'],
  },
}

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

for (const [surrounding, { packages, compilerOptions, leftOut }] of Object.entries(surroundings)) {
  describe(surrounding, () => {
    let project
    const installed = async () => (project ??= await projectWithSources(packages))

    for (const [compiler, folder] of Object.entries(compilers)) {
      for (const [resolution, modules] of Object.entries(resolutions)) {
        test(`${compiler}, strict, every declaration checked, ${resolution}`, async () => {
          const { folder: root, write } = await installed()
          // A bundler knows no .cts file.
          const exclude = resolution === 'bundler' ? [...leftOut, 'common.cts'] : leftOut
          await write(
            'tsconfig.json',
            JSON.stringify({
              compilerOptions: {
                target: 'es2022',
                strict: true,
                exactOptionalPropertyTypes: true,
                noUncheckedIndexedAccess: true,
                skipLibCheck: false,
                noEmit: true,
                ...modules,
                ...compilerOptions,
              },
              include: ['*.ts', '*.cts'],
              exclude,
            }),
          )
          const result = await run(nodeOf(24), [dependency(`${folder}/bin/tsc`), '-p', '.'], { cwd: root })
          assert.equal(result.output, '')
          assert.equal(result.code, 0)
        })
      }
    }
  })
}

/** A project with one source file for every entry of the package. */
async function projectWithSources(packages) {
  const project = await installedProject('types', { packages, manifest: { type: 'module' } })
  const sources = join(here, 'projects/types')
  for (const file of await readdir(sources)) await copyFile(join(sources, file), join(project.folder, file))
  return project
}
