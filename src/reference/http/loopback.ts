/** Whether a host, as it stands in a URL, is this machine: `localhost`, a name below it, or a loopback address. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|::1)$/i.test(host)
}

/** The host in a `Host` header, without its port. */
export function withoutPort(host: string): string {
  return host.replace(/:[0-9]*$/, '')
}

/** Whether an origin is a page on this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  const host = /^https?:\/\/(.+)$/.exec(origin)?.[1]
  return host !== undefined && isLoopbackHost(withoutPort(host))
}
