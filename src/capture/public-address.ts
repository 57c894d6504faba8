import { BlockList, isIP, type LookupFunction } from 'node:net'
import { lookup } from 'node:dns'
import { CitewellError } from '../model/error.js'

/** Addresses that are not of the public internet: this machine, its own network, and what stands for several. */
const closed = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) closed.addSubnet(net, prefix, 'ipv4')
// Among them those that only wrap an IPv4 address, which could be one of the above: ::/96, NAT64, Teredo, 6to4.
for (const [net, prefix] of [['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['2001::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]] as const) closed.addSubnet(net, prefix, 'ipv6')

/** Whether an address belongs to the public internet; an IPv4 address in the clothes of IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const mapped = version === 6 ? /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(new URL(`http://[${address}]`).hostname.slice(1, -1)) ?? /^::ffff:([0-9a-f]+):([0-9a-f]+)$/iu.exec(new URL(`http://[${address}]`).hostname.slice(1, -1)) : null
  if (mapped) return isPublicAddress(mapped[2] === undefined ? mapped[1]! : fromHex(mapped[1]!, mapped[2]))
  return !closed.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** A host name that means this machine, whatever a name server says. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(hostname)
}

/**
 * Looks a name up and refuses addresses that are not public. The connection is made to the very address that was
 * checked, so a name server can't give one answer to the check and another to the connection.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const kept = addresses.filter(({ address }) => isPublicAddress(address))
    if (kept.length === 0) return done(new CitewellError('refused', `${hostname} leads to an address inside a private network, where nothing is fetched from. Give a public address.`) as NodeJS.ErrnoException, '', 0)
    if (options.all) return done(null, kept)
    done(null, kept[0]!.address, kept[0]!.family)
  })
}

function fromHex(high: string, low: string): string {
  const [left, right] = [parseInt(high, 16), parseInt(low, 16)]
  return `${left >> 8}.${left & 255}.${right >> 8}.${right & 255}`
}
