import { describe, it } from 'node:test'
import { behaviour } from '../suite/behaviour.mjs'
import { withFiles } from './files.mjs'
import { recorded } from './recorded.mjs'

const runtime = withFiles(JSON.parse(process.env.RUNTIME))
const timed = (title, run) => it(title, { timeout: runtime.caseTimeout }, run)
behaviour(recorded({ describe, it: timed }, runtime), runtime)
