import { aborts } from './aborts.mjs'
import { contract } from './contract.mjs'
import { faults } from './faults.mjs'
import { operations } from './operations.mjs'
import { session } from './session.mjs'
import { streams } from './streams.mjs'
import { uploads } from './uploads.mjs'

/**
 * How the client behaves, written once for every runtime.
 *
 * @param runner the runtime's own `describe` and `it`
 * @param runtime its name, where the fixture listens, and its `files` if it has any
 */
export function behaviour(runner, runtime) {
  const { describe } = runner
  const tools = toolsFor(runtime)
  describe('operations', () => operations(runner, tools))
  describe('uploads', () => uploads(runner, tools))
  describe('uploads of streams', () => streams(runner, tools))
  describe('session', () => session(runner, tools))
  describe('faults', () => faults(runner, tools))
  describe('abort and timeout', () => aborts(runner, tools))
  describe('contract suite and reference server', () => contract(runner))
}

/** What every case needs: addresses of its own, and a look at what reached the server. */
function toolsFor(runtime) {
  let scopes = 0
  const control = async (what, scope) => (await fetch(`${runtime.origin}/control/${what}/${scope}`)).json()
  const scoped = (area) => {
    const scope = `${runtime.name}-${++scopes}-${Math.random().toString(36).slice(2, 8)}`
    return {
      scope,
      baseUrl: `${runtime.origin}/${area}/${scope}`,
      /** How often each method reached the server. */
      requests: () => control('requests', scope),
      /** The upload that arrived. */
      received: () => control('received', scope),
    }
  }
  return {
    runtime,
    /** The reference server in a dialect: `cookie`, `userId`, `json` or `sms`. */
    backend: (dialect = 'cookie') => scoped(`api/${dialect}`),
    /** A server with a fault. */
    faulty: (fault) => scoped(`fault/${encodeURIComponent(fault)}`),
    /** A server that remembers the upload. */
    receiver: () => scoped('upload'),
    /** The code that went out by SMS. */
    codeOf: (userId) => control('code', userId),
    /** A mobile number nobody else has. */
    newPhone: () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`,
  }
}
