import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, test } from 'node:test'
import { run } from '../../harness/run.mjs'
import { startMock, verify } from '../harness/command-line.mjs'
import { subpaths } from '../harness/entries.mjs'
import { nodeFolderOf } from '../harness/places.mjs'
import { installedProject } from '../harness/project.mjs'

for (const node of [22, 24, 26]) {
  describe(`an empty project on Node ${node}`, async () => {
    let project
    const installed = async () => (project ??= await installedProject(`node-${node}`, { node }))

    test('installs the tarball without a warning about engines', async () => {
      const { install } = await installed()
      assert.doesNotMatch(install.output, /EBADENGINE|deprecated|vulnerab/i)
    })

    test('runs on that version of Node', async () => {
      const { stdout } = await (await installed()).run('node', ['--version'])
      assert.match(stdout, new RegExp(`^v${node}\\.`))
    })

    test('imports createClient', async () => {
      await printsNothing(
        await installed(),
        'import.mjs',
        `import { createClient } from 'phone-auth-kit'
         if (typeof createClient({ baseUrl: 'http://127.0.0.1:9' }).sendCode !== 'function') throw new Error('no client')`,
      )
    })

    for (const subpath of subpaths.filter(({ needsMsw }) => !needsMsw)) {
      test(`imports and requires ${subpath.specifier}`, async () => {
        const { specifier, member } = subpath
        await printsNothing(
          await installed(),
          'subpath.mjs',
          `const entry = await import('${specifier}')
           if (!('${member}' in entry)) throw new Error('exports ' + Object.keys(entry))`,
        )
        await printsNothing(
          await installed(),
          'subpath.cjs',
          `const entry = require('${specifier}')
           if (!('${member}' in entry)) throw new Error('exports ' + Object.keys(entry))`,
        )
      })
    }

    for (const specifier of ['phone-auth-kit/openapi.json', 'phone-auth-kit/report.schema.json']) {
      test(`imports and requires ${specifier}`, async () => {
        await printsNothing(
          await installed(),
          'json.mjs',
          `import value from '${specifier}' with { type: 'json' }
           import { createRequire } from 'node:module'
           if (typeof value !== 'object') throw new Error('no object')
           const required = createRequire(import.meta.url)('${specifier}')
           if (JSON.stringify(required) !== JSON.stringify(value)) throw new Error('not the same')`,
        )
      })
    }

    test('requires the same createClient that it imports', async () => {
      await printsNothing(
        await installed(),
        'same.cjs',
        `const { createClient } = require('phone-auth-kit')
         import('phone-auth-kit').then((entry) => { if (entry.createClient !== createClient) throw new Error('two copies') })`,
      )
    })

    test('serves with `npx phone-auth-kit mock`, passes `verify`, and stops on SIGTERM', async () => {
      const { folder } = await installed()
      const mock = await startMock(folder, { node })
      try {
        const reply = await fetch(`${mock.url}/register?userId=13800138000`, { signal: AbortSignal.timeout(30_000) })
        assert.equal((await reply.json()).result, '0000')
        const verdict = await verify(folder, mock.url, { node })
        assert.equal(verdict.code, 0, verdict.output)
      } finally {
        await mock.stop('SIGTERM')
      }
      assert.doesNotMatch(mock.output(), /ExperimentalWarning|Error:|at .+:\d+:\d+/)
    })

    test('exits with 0 on SIGINT and on SIGTERM sent to the process alone', async () => {
      const { folder } = await installed()
      for (const signal of ['SIGINT', 'SIGTERM']) {
        const mock = await startMock(folder, { node, direct: true })
        assert.equal(await mock.stop(signal), 0, mock.output())
      }
    })

    test('exits when the npx that started it is stopped', async () => {
      const { folder } = await installed()
      const mock = await startMock(folder, { node })
      await mock.stop('SIGTERM', { alone: true })
      await assert.rejects(fetch(mock.url), TypeError)
    })

    test('exits with 3 when nothing listens on the port', async () => {
      const { folder } = await installed()
      const verdict = await verify(folder, `http://127.0.0.1:${await closedPort()}`, { node })
      assert.equal(verdict.code, 3, verdict.output)
    })
  })
}

describe('with msw installed', () => {
  test('imports and requires the msw entry on every Node', async () => {
    const project = await installedProject('msw', { packages: ['msw@3'] })
    for (const { specifier, member } of subpaths.filter(({ needsMsw }) => needsMsw)) {
      for (const node of [22, 24, 26]) {
        const options = { path: nodeFolderOf(node) }
        await printsNothing(
          project,
          'msw.mjs',
          `const entry = await import('${specifier}')
           if (!('${member}' in entry)) throw new Error('exports ' + Object.keys(entry))`,
          options,
        )
        await printsNothing(
          project,
          'msw.cjs',
          `if (!('${member}' in require('${specifier}'))) throw new Error('not exported')`,
          options,
        )
      }
    }
  })
})

describe('on Node 20, which is too old', () => {
  test('every command fails and says so in one line', async () => {
    const { folder } = await installedProject('node-20', { node: 20 })
    for (const command of [['mock'], ['verify', 'http://127.0.0.1:9'], ['--help'], []]) {
      const result = await runOnOldNode(folder, command)
      assert.notEqual(result.code, 0)
      assert.equal(result.stdout, '')
      assert.match(result.stderr, /^[^\n]*Node(\.js)?[^\n]*22\.13[^\n]*20\.[^\n]*\n?$/, result.output)
    }
  })
})

async function printsNothing(project, name, source, options = {}) {
  await project.write(name, source)
  const result = await project.run('node', [name], { timeout: 60_000, ...options })
  assert.equal(result.code, 0, result.output)
  assert.equal(result.output, '')
}

async function runOnOldNode(folder, args) {
  return run('node', ['node_modules/phone-auth-kit/dist/cli.js', ...args], {
    cwd: folder,
    path: nodeFolderOf(20),
    timeout: 60_000,
  })
}

/** A port that was free a moment ago. */
async function closedPort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
