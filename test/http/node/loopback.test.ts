import { expect, test } from 'vitest'
import { isLoopback, isLoopbackAddress } from '../../../src/http/node/loopback.ts'

test.each([
  '127.0.0.1',
  '127.255.255.254',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f.1',
  '0X7F000001',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '::1',
  '[::1]',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '[::ffff:7f00:1]',
  '::FFFF:127.1.2.3',
  '0.0.0.0',
  '0',
  '::',
  '[::]',
])('%s is this machine', async (host) => {
  expect(isLoopbackAddress(host)).toBe(true)
  expect(await isLoopback(host)).toBe(true)
})

test.each([
  '10.0.0.1',
  '128.0.0.1',
  '126.255.255.255',
  '192.168.127.1',
  '1',
  '[::2]',
  '[fe80::1]',
  '::ffff:10.0.0.1',
  '2001:db8::1',
])('%s is another machine', async (host) => {
  expect(isLoopbackAddress(host)).toBe(false)
  expect(await isLoopback(host)).toBe(false)
})

test.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.'])(
  '%s is this machine by its name',
  async (host) => {
    expect(isLoopbackAddress(host)).toBeUndefined()
    expect(await isLoopback(host)).toBe(true)
  },
)

test.each([
  'nowhere.invalid',
  'localhost.invalid',
  'notlocalhost',
  '127.0.0.1.invalid',
  '127.0.0.256',
  '',
  'u@127.0.0.1',
  '127.0.0.1/a',
  'a b',
])('%j is no name of this machine', async (host) => {
  expect(isLoopbackAddress(host)).toBeUndefined()
  expect(await isLoopback(host)).toBe(false)
})
