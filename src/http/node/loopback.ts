import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const thisMachine = new BlockList()
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4')
thisMachine.addAddress('::1', 'ipv6')
// What stands for every address of this machine leads to it, too.
thisMachine.addAddress('0.0.0.0', 'ipv4')
thisMachine.addAddress('::', 'ipv6')

/**
 * Whether an address is one of loopback, in any spelling that the system reads as one: `127.1`, `2130706433`, `0x7f.1`,
 * `0177.0.0.1`, `[::1]`, `[::ffff:127.0.0.1]`, `0.0.0.0`. Undefined for a name, which only the resolver knows.
 */
export function isLoopbackAddress(host: string): boolean | undefined {
  let address = host.replace(/^\[(.*)\]$/, '$1')
  // URL reads numbers as inet_aton does: octal, hexadecimal, with parts left out.
  if (/^[\dxa-f.]+$/i.test(address)) address = URL.parse(`http://${address}`)?.hostname ?? ''
  const family = isIP(address)
  // A block list takes a mapped address for the IPv4 address that it stands for.
  return family === 0 ? undefined : thisMachine.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Whether a host is this machine: a loopback address, or a name that resolves to loopback addresses only. A name below
 * `localhost` that does not resolve leads nowhere else either. Never rejects.
 */
export async function isLoopback(host: string): Promise<boolean> {
  const literal = isLoopbackAddress(host)
  if (literal !== undefined || host === '') return literal ?? false
  const addresses = await lookup(host, { all: true }).catch(() => [])
  if (addresses.length === 0) return /^(?:.+\.)?localhost\.?$/i.test(host)
  return addresses.every(({ address }) => isLoopbackAddress(address) === true)
}
