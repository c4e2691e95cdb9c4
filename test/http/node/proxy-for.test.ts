import { describe, expect, test } from 'vitest'
import { type Environment, proxyFor } from '../../../src/http/node/proxy-for.ts'

const at = (address: string, env: Environment) => proxyFor(new URL(address), env)

describe('which proxy', () => {
  test.each<[Environment, string, string | undefined]>([
    [{}, 'http://a.test', undefined],
    [{ http_proxy: 'p' }, 'http://a.test', 'p'],
    [{ http_proxy: 'p' }, 'https://a.test', undefined],
    [{ https_proxy: 'p' }, 'https://a.test', 'p'],
    [{ https_proxy: 'p' }, 'http://a.test', undefined],
    [{ HTTPS_PROXY: 'p' }, 'https://a.test', 'p'],
    [{ https_proxy: 'p', HTTPS_PROXY: 'q' }, 'https://a.test', 'p'],
    [{ https_proxy: '', HTTPS_PROXY: 'q' }, 'https://a.test', 'q'],
    [{ HTTP_PROXY: 'p' }, 'http://a.test', 'p'],
    [{ HTTP_PROXY: 'p', REQUEST_METHOD: 'GET' }, 'http://a.test', undefined],
    [{ http_proxy: 'p', REQUEST_METHOD: 'GET' }, 'http://a.test', 'p'],
    [{ HTTPS_PROXY: 'p', REQUEST_METHOD: 'GET' }, 'https://a.test', 'p'],
    [{ all_proxy: 'p' }, 'http://a.test', 'p'],
    [{ ALL_PROXY: 'p' }, 'https://a.test', 'p'],
    [{ all_proxy: 'p', ALL_PROXY: 'q' }, 'https://a.test', 'p'],
    [{ http_proxy: 'p', all_proxy: 'q' }, 'http://a.test', 'p'],
    [{ http_proxy: '', ALL_PROXY: 'q' }, 'http://a.test', 'q'],
    [{ http_proxy: 'p' }, 'http://127.0.0.1', 'p'],
  ])('%j at %s: %s', (env, address, host) => {
    expect(at(address, env)?.host).toBe(host)
  })
})

describe('where it is', () => {
  test.each([
    ['p', { host: 'p', port: 1080, secure: false }],
    ['p:3128', { host: 'p', port: 3128, secure: false }],
    ['p:80', { host: 'p', port: 80, secure: false }],
    ['http://p', { host: 'p', port: 1080, secure: false }],
    ['HTTP://p:1/path?query', { host: 'p', port: 1, secure: false }],
    ['https://p', { host: 'p', port: 443, secure: true }],
    ['https://p:80', { host: 'p', port: 80, secure: true }],
    ['[::1]:3128', { host: '::1', port: 3128, secure: false }],
    ['u:p@h:1', { host: 'h', port: 1, secure: false, authorization: 'Basic dTpw' }],
    ['http://u@h:1', { host: 'h', port: 1, secure: false, authorization: 'Basic dTo=' }],
    ['http://:p@h:1', { host: 'h', port: 1, secure: false, authorization: 'Basic OnA=' }],
    ['http://u%40:p%3a@h:1', { host: 'h', port: 1, secure: false, authorization: 'Basic dUA6cDo=' }],
    [
      'http://%E5%B0%8F:%@h:1',
      { host: 'h', port: 1, secure: false, authorization: `Basic ${Buffer.from('小:%').toString('base64')}` },
    ],
    ['socks5://p:1', { unusable: 'proxy-scheme' }],
    ['ftp://p:1', { unusable: 'proxy-scheme' }],
    [' http://p', { unusable: 'proxy-address' }],
    ['http://', { unusable: 'proxy-address' }],
    ['p:99999', { unusable: 'proxy-address' }],
  ])('%s', (address, expected) => {
    expect(at('http://a.test', { http_proxy: address })).toMatchObject(expected)
    if (!address.includes('@')) expect(at('http://a.test', { http_proxy: address })).not.toHaveProperty('authorization')
  })
})

// What curl 7.88 does with each of them was tried; the rows below the line are those that it leaves unheeded.
describe('who needs none', () => {
  test.each<[string, string, boolean]>([
    ['a.test', 'a.test', true],
    ['a.test', 'b.a.test', true],
    ['.a.test', 'a.test', true],
    ['.a.test', 'b.a.test', true],
    ['a.test', 'ba.test', false],
    ['.a.test', 'ba.test', false],
    ['test', 'a.test', true],
    ['t', 'a.test', false],
    ['A.TEST', 'a.test', true],
    ['a.test.', 'a.test', true],
    ['a.test', 'a.test.', true],
    ['*', 'a.test', true],
    ['*,b', 'a.test', false],
    ['b,*', 'a.test', false],
    ['b.test, a.test', 'a.test', true],
    ['b.test, a.test', 'b.test', true],
    ['b.test a.test', 'a.test', true],
    ['a.test,', 'a.test', true],
    [' a.test ', 'a.test', true],
    ['a.test\tb', 'a.test', true],
    ['', 'a.test', false],
    [',', 'a.test', false],
    ['.', 'a.test', false],
    ['..a.test', 'a.test', false],
    ['..a.test', 'b.a.test', false],
    ['a.test:81', 'a.test', false],
    ['127.0.0.1', '127.0.0.1:1', true],
    ['127.0.0.1', '127.1:1', true],
    ['127.0.0.0/8', '127.9.9.9', true],
    ['127.0.0.0/24', '127.0.1.1', false],
    ['127.0.0.1/32', '127.0.0.1', true],
    ['127.0.0.1/0', '127.0.0.1', true],
    ['127.0.0.1/0', '127.0.0.2', false],
    ['127.0.0.1/x', '127.0.0.1', true],
    ['127.0.0.0/33', '127.0.0.1', false],
    ['127.0.0.0/-1', '127.0.0.1', false],
    ['127.', '127.0.0.1', false],
    ['0.0.1', '127.0.0.1', false],
    ['localhost', '127.0.0.1', false],
    ['127.0.0.1', 'localhost', false],
    ['::1', '[::1]:1', true],
    ['::1', '127.0.0.1', false],
    // ---
    ['a.test:80', 'a.test', true],
    ['a.test:80', 'a.test:80', true],
    ['a.test:80', 'a.test:81', false],
    ['.a.test:81', 'b.a.test:81', true],
    ['127.0.0.1:1', '127.0.0.1:1', true],
    ['127.0.0.1:1', '127.0.0.1:2', false],
    ['*.a.test', 'b.a.test', true],
    ['*.a.test', 'ba.test', false],
    ['[::1]', '[::1]:1', true],
    ['[::1]:1', '[::1]:1', true],
    ['[::1]:2', '[::1]:1', false],
    ['::/64', '[::1]:1', true],
    ['fe80::/10', '[fe81::1]', true],
    ['fe80::/10', '[fec0::1]', false],
    ['0:0:0:0:0:0:0:1', '[::1]', true],
  ])('no_proxy=%j exempts %s: %s', (list, host, isExempt) => {
    expect(at(`http://${host}/`, { http_proxy: 'p', no_proxy: list }) === undefined).toBe(isExempt)
  })

  test('NO_PROXY counts where no_proxy is unset or empty', () => {
    const env = { http_proxy: 'p', NO_PROXY: 'a.test' }
    expect(at('http://a.test', env)).toBeUndefined()
    expect(at('http://a.test', { ...env, no_proxy: '' })).toBeUndefined()
    expect(at('http://a.test', { ...env, no_proxy: 'b.test' })).toBeDefined()
  })

  test('the port of https is 443', () => {
    const env = { https_proxy: 'p', no_proxy: 'a.test:443' }
    expect(at('https://a.test', env)).toBeUndefined()
    expect(at('https://a.test:80', env)).toBeDefined()
  })
})
