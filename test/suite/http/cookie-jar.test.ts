import { describe, expect, test } from 'vitest'
import { createCookieJar } from '../../../src/suite/http/cookie-jar.ts'

const register = new URL('http://127.0.0.1:6543/register')
const upload = new URL('http://127.0.0.1:6543/upload')

/** The header for `url` after a reply from `from` set these cookies. */
function after(setCookies: string[], url = register, from = register): string | undefined {
  const jar = createCookieJar()
  for (const line of setCookies) jar.store([line], from)
  return jar.headerFor(url)
}

describe('a cookie jar, like a browser,', () => {
  test.each<[string, string[], URL, string | undefined]>([
    ['sends what was set', ['sid=1'], register, 'sid=1'],
    ['keeps the latest value', ['sid=1', 'sid=2'], register, 'sid=2'],
    ['keeps cookies of several names', ['a=1', 'b=2'], register, 'a=1; b=2'],
    ['accepts an equals sign or a quote in a value, and an empty value', ['a="b=c"', 'd='], register, 'a="b=c"; d='],
    ['uses the folder of the address as default path', ['sid=1'], upload, 'sid=1'],
    ['sends a cookie below its path', ['sid=1; Path=/'], upload, 'sid=1'],
    ['sends a cookie only below its path', ['sid=1; Path=/register'], upload, undefined],
    ['does not match a path by a part of a name', ['sid=1; Path=/reg'], register, undefined],
    ['sends the longer path first', ['a=1; Path=/', 'a=2; Path=/register'], register, 'a=2; a=1'],
    ['drops a cookie whose Max-Age is 0', ['sid=1', 'sid=1; Max-Age=0'], register, undefined],
    ['drops an expired cookie', ['sid=1', 'sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], register, undefined],
    ['reads a date in Netscape format', ['sid=1; Expires=Wednesday, 09-Nov-49 23:12:40 GMT'], register, 'sid=1'],
    ['reads the year 69 as 2069', ['sid=1; Expires=Tue, 31-Dec-69 23:59:59 GMT'], register, 'sid=1'],
    ['reads the year 70 as 1970', ['sid=1; Expires=Thu, 01-Jan-70 00:00:10 GMT'], register, undefined],
    [
      'ignores an Expires that is not a date',
      ['a=1; Expires=0', 'b=2; Expires=-1', 'c=3; Expires='],
      register,
      'a=1; b=2; c=3',
    ],
    ['prefers Max-Age to Expires', ['sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60'], register, 'sid=1'],
    ['keeps a cookie of its own host', ['sid=1; Domain=127.0.0.1'], register, 'sid=1'],
    ['refuses a cookie of another host', ['sid=1; Domain=example.org'], register, undefined],
    ['refuses a Secure cookie over http', ['sid=1; Secure'], register, undefined],
    ['refuses a __Host- cookie that is not Secure', ['__Host-sid=1; Path=/'], register, undefined],
    ['ignores malformed cookies', ['nonsense', '=x'], register, undefined],
    ['accepts attributes in any case', ['sid=1; PATH=/upload; HTTPONLY'], upload, 'sid=1'],
  ])('%s', (_, setCookies, url, header) => {
    expect(after(setCookies, url)).toBe(header)
  })

  test('drops a cookie when its Max-Age has passed', () => {
    let now = 1_000
    const jar = createCookieJar(() => now)
    jar.store(['sid=1; Max-Age=5'], register)
    expect(jar.headerFor(register)).toBe('sid=1')
    now += 5_001
    expect(jar.headerFor(register)).toBeUndefined()
  })
})
