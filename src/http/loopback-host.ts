/**
 * Whether the host of an address is this machine, by its spelling alone. `URL` has already made one of all spellings of
 * an IPv4 address (`127.1`, `2130706433`, `0x7f.1`) and of IPv6 (`[::ffff:127.0.0.1]`), so take its `hostname`. The
 * addresses that stand for all of a machine (`0.0.0.0`, `[::]`) lead to it, too.
 */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/i.test(
    hostname,
  )
}
