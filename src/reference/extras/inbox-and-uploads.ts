import { notAllowed, options } from '../http/plain-answers.ts'
import type { Incoming, Outgoing } from '../http/wire.ts'
import type { Settings } from '../reference-settings.ts'
import type { Inbox } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import { inboxJson, inboxPage } from './inbox-pages.ts'
import { serveUpload } from './serve-upload.ts'

interface Context {
  readonly settings: Settings
  readonly store: Store
  readonly inbox: Inbox
}

/** Serves the inbox and the uploads, where the settings ask for them; `undefined` for any other path. */
export async function answerInboxOrUpload(
  path: string,
  incoming: Incoming,
  context: Context,
): Promise<Outgoing | undefined> {
  const route = routeOf(path, context)
  if (!route) return undefined
  const { method } = incoming
  if (method === 'OPTIONS') return options(incoming, ['GET'], context.settings)
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(incoming, ['GET'], context.settings)
  const outgoing = await route(incoming)
  return outgoing && method === 'HEAD' ? { ...outgoing, body: '' } : outgoing
}

type Route = (incoming: Incoming) => Outgoing | undefined | Promise<Outgoing | undefined>

function routeOf(path: string, { settings, store, inbox }: Context): Route | undefined {
  const { serveInbox, serveUploads } = settings
  if (serveInbox && path === '/inbox.json') return (incoming) => inboxJson(incoming, inbox)
  if (serveInbox && path === '/inbox') return () => inboxPage(inbox)
  if (serveUploads && path.startsWith('/uploads/'))
    return (incoming) => serveUpload(path.slice('/uploads/'.length), incoming, store, settings)
  return undefined
}
