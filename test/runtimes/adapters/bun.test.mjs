import { describe, it } from 'bun:test'
import { behaviour } from '../suite/behaviour.mjs'
import { withFiles } from './files.mjs'
import { recorded } from './recorded.mjs'

const runtime = withFiles(JSON.parse(process.env.RUNTIME))
const timed = (title, run) => it(title, run, runtime.caseTimeout)
behaviour(recorded({ describe, it: timed }, runtime), runtime)
