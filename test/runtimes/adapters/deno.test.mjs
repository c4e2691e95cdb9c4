import { behaviour } from '../suite/behaviour.mjs'
import { withFiles } from './files.mjs'
import { recorded } from './recorded.mjs'

// Deno's own runner also fails a test that leaves a connection, a timer or a file open.
const runtime = withFiles(JSON.parse(Deno.env.get('RUNTIME')))
const describe = (_group, body) => body()
const it = (title, run) => Deno.test(title, run)
behaviour(recorded({ describe, it }, runtime), runtime)
