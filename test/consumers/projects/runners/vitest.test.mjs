import { tests } from './tests.mjs'

for (const { name, run } of tests) test(name, run, 60_000)
