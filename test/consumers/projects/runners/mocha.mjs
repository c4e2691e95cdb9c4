import { tests } from './tests.mjs'

for (const { name, run } of tests) it(name, run).timeout(60_000)
