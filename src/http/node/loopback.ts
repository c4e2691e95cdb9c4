import type { BlockList } from 'node:net'
import { dns, net } from './builtins.ts'

let addresses: BlockList | undefined

function addressesOfThisMachine(): BlockList {
  if (addresses) return addresses
  addresses = new (net().BlockList)()
  addresses.addSubnet('127.0.0.0', 8, 'ipv4')
  addresses.addAddress('::1', 'ipv6')
  // What stands for every address of this machine leads to it, too.
  addresses.addAddress('0.0.0.0', 'ipv4')
  addresses.addAddress('::', 'ipv6')
  return addresses
}

/**
 * Whether an address is one of loopback, in any spelling that the system reads as one: `127.1`, `2130706433`, `0x7f.1`,
 * `0177.0.0.1`, `[::1]`, `[::ffff:127.0.0.1]`, `0.0.0.0`. Undefined for a name, which only the resolver knows.
 */
export function isLoopbackAddress(host: string): boolean | undefined {
  let address = host.replace(/^\[(.*)\]$/, '$1')
  // URL reads numbers as inet_aton does: octal, hexadecimal, with parts left out.
  if (/^[\dxa-f.]+$/i.test(address)) address = URL.parse(`http://${address}`)?.hostname ?? ''
  const family = net().isIP(address)
  // A block list takes a mapped address for the IPv4 address that it stands for.
  return family === 0 ? undefined : addressesOfThisMachine().check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Whether a host is this machine: a loopback address, or a name that resolves to loopback addresses only. A name below
 * `localhost` that does not resolve leads nowhere else either. Never rejects.
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
