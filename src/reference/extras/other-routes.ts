import { notAllowed, options } from '../http/plain-answers.ts'
import type { Incoming, Outgoing } from '../http/wire.ts'
import type { Rules } from '../rules/rule.ts'
import { inboxJson, inboxPage } from './inbox-routes.ts'
import { servedUpload } from './served-uploads.ts'

/** What is served beside the five operations, when asked: uploads, and the inbox. */
export async function extraRoute(path: string, incoming: Incoming, rules: Rules): Promise<Outgoing | undefined> {
  const route = routeOf(path, rules)
  if (!route) return undefined
  const { method } = incoming
  if (method === 'OPTIONS') return options(incoming, ['GET'], rules.settings)
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(incoming, ['GET'], rules.settings)
  const outgoing = await route(incoming)
  return outgoing && method === 'HEAD' ? { ...outgoing, body: '' } : outgoing
}

type Route = (incoming: Incoming) => Outgoing | undefined | Promise<Outgoing | undefined>

function routeOf(path: string, rules: Rules): Route | undefined {
  const { serveInbox, serveUploads } = rules.settings
  if (serveInbox && path === '/inbox.json') return (incoming) => inboxJson(incoming, rules.inbox)
  if (serveInbox && path === '/inbox') return () => inboxPage(rules.inbox)
  if (serveUploads && path.startsWith('/uploads/'))
    return (incoming) => servedUpload(path.slice('/uploads/'.length), incoming, rules)
  return undefined
}
