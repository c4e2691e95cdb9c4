import assert from 'node:assert/strict'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { run } from '../../harness/run.mjs'
import { dependency, here, nodeOf } from '../harness/places.mjs'
import { installedProject } from '../harness/project.mjs'

/** The environments of vitest that component tests run in. happy-dom keeps the cookies of a session from the client. */
const environments = {
  node: [{}, { linking: 'userId' }],
  jsdom: [{}, { linking: 'userId' }],
  'happy-dom': [{ linking: 'userId' }],
}

describe('client, reference server and MSW in vitest', () => {
  let project
  before(async () => {
    project = await installedProject('environments', { packages: ['msw@3'], manifest: { type: 'module' } })
    await copyFile(join(here, 'projects/environments/journey.mjs'), join(project.folder, 'journey.mjs'))
  })

  for (const [environment, dialects] of Object.entries(environments)) {
    for (const dialect of dialects) {
      test(`register a person and log in, in ${environment}, linked by ${dialect.linking ?? 'a cookie'}`, async () => {
        await project.write(
          'journey.test.mjs',
          `import { journey } from './journey.mjs'
           test('journey', async () => {
             expect(typeof document).toBe('${environment === 'node' ? 'undefined' : 'object'}')
             expect(await journey(${JSON.stringify(dialect)})).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
           })`,
        )
        const { code, output } = await run(
          nodeOf(24),
          [dependency('vitest/vitest.mjs'), 'run', '--globals', `--environment=${environment}`],
          { cwd: project.folder, env: { CI: '1' } },
        )
        assert.equal(code, 0, output)
      })
    }
  }
})
