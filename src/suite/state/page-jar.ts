import type { Session } from '../http/session.ts'
import { Undecided } from './case-errors.ts'

/** The one cookie jar of a web page, and the session that it holds. */
export interface PageJar {
  owner: Session | undefined
}

/** Web pages can't set the header, so all requests share one jar there. */
export function canSendCookies(): boolean {
  return new Request('http://localhost/', { headers: { cookie: 'a=b' } }).headers.has('cookie')
}

/** In a web page, the jar belongs to whoever requested a code last; other people can take no more steps. */
export function takeJar(jar: PageJar | undefined, session: Session, endpoint: string): void {
  if (!jar || endpoint === 'login') return
  if (endpoint === 'sendCode') {
    if (session.owner !== undefined) jar.owner = session
  } else if (jar.owner !== session)
    throw new Undecided('notRun', {
      zh: '网页中所有请求共用 Cookie，无法区分多人的会话',
      en: 'a web page has one cookie jar, so the sessions of several people cannot be kept apart',
    })
}
