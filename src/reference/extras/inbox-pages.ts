import type { Header, Incoming, Outgoing } from '../http/wire.ts'
import type { Inbox, InboxMessage } from '../store/inbox.ts'

// The inbox contains codes, so no page of another origin may read it.
const privateHeaders: readonly Header[] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/**
 * The inbox as JSON: with `?userId=` the newest message to that phone, or status 404 and `null`; without it all
 * messages, newest first.
 */
export function inboxJson({ query }: Incoming, inbox: Inbox): Outgoing {
  const userId = new URLSearchParams(query).get('userId')
  const value = userId === null ? inbox.list().toReversed() : (inbox.last(userId) ?? null)
  return {
    status: value === null ? 404 : 200,
    headers: [['Content-Type', 'application/json; charset=utf-8'], ...privateHeaders],
    body: JSON.stringify(value),
  }
}

/** The inbox as a page that refreshes itself. */
export function inboxPage(inbox: Inbox): Outgoing {
  const rows = inbox.list().toReversed().slice(0, 100).map(rowOf)
  return {
    status: 200,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      [
        'Content-Security-Policy',
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
      ],
      ...privateHeaders,
    ],
    body: page(
      rows.length > 0 ? rows.join('\n') : '<tr><td colspan="4">还没有短信 · Nothing has been sent yet</td></tr>',
    ),
  }
}

function rowOf({ userId, code, text, sentAt }: InboxMessage): string {
  const at = new Date(sentAt)
  // Local time, as in the log; the full date is in the tooltip.
  const iso = at.toISOString()
  const time = `<time datetime="${iso}" title="${iso}">${at.toTimeString().slice(0, 8)}</time>`
  return `<tr><td>${time}</td><td>${escaped(userId)}</td><td><b>${escaped(code)}</b></td><td>${escaped(text)}</td></tr>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function page(rows: string): string {
  return `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2">
<title>收件箱 · Inbox</title>
<link rel="icon" href="data:,">
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
table { border-collapse: collapse } td, th { padding: .3rem 1rem .3rem 0; text-align: left }
@media (max-width: 40rem) { body { margin: 1rem } td:last-child:not([colspan]), th:last-child { display: none } }
</style>
<h1>收件箱 · Inbox</h1>
<table>
<tr><th>时间 · Time</th><th>手机号 · Phone</th><th>验证码 · Code</th><th>短信 · Text</th></tr>
${rows}
</table>
</html>
`
}
