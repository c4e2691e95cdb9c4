import type { BlockList } from 'node:net'
import { dns, net } from './builtins.ts'

let addresses: BlockList | undefined

function addressesOfThisMachine(): BlockList {
  if (addresses) return addresses
  addresses = new (net().BlockList)()
  addresses.addSubnet('127.0.0.0', 8, 'ipv4')
  addresses.addAddress('::1', 'ipv6')
  // Connecting to "any address" also reaches this machine.
  addresses.addAddress('0.0.0.0', 'ipv4')
  addresses.addAddress('::', 'ipv6')
  return addresses
}

/**
 * Whether an address is a loopback address, in any spelling that the system accepts: `127.1`, `2130706433`, `0x7f.1`,
 * `0177.0.0.1`, `[::1]`, `[::ffff:127.0.0.1]`, `0.0.0.0`. Undefined for a name, which has to be resolved.
 */
export function isLoopbackAddress(host: string): boolean | undefined {
  let address = host.replace(/^\[(.*)\]$/, '$1')
  // Like inet_aton, URL reads octal and hexadecimal numbers and shortened addresses.
  if (/^[\dxa-f.]+$/i.test(address)) address = URL.parse(`http://${address}`)?.hostname ?? ''
  const family = net().isIP(address)
  // A block list treats a mapped IPv6 address as its IPv4 address.
  return family === 0 ? undefined : addressesOfThisMachine().check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Whether a host is this machine: a loopback address, or a name that resolves only to loopback addresses. `localhost`
 * and the names below it count even if they don't resolve, since they lead nowhere else. Never rejects.
 */
export async function isLoopback(host: string): Promise<boolean> {
  const literal = isLoopbackAddress(host)
  if (literal !== undefined || host === '') return literal ?? false
  const found = await dns()
    .lookup(host, { all: true })
    .catch(() => [])
  if (found.length === 0) return /^(?:.+\.)?localhost\.?$/i.test(host)
  return found.every(({ address }) => isLoopbackAddress(address) === true)
}
