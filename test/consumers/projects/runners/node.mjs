import { test } from 'node:test'
import { tests } from './tests.mjs'

for (const { name, run } of tests) test(name, run)
