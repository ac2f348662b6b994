import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** What the names of TRUST_PROXY stand for. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Who asks, before the framework has seen the request: the nearest address that no proxy of ours has. */
export type ClientAddress = (request: {
  readonly socket: { readonly remoteAddress?: string | undefined }
  readonly headers: IncomingMessage['headers']
}) => string

/** `proxies`: whose X-Forwarded-For is believed; each address in it was noted by the one to its right. */
export function clientAddress(proxies: readonly string[] = []): ClientAddress {
  const trusted = new BlockList()
  for (const range of proxies.flatMap((one) => NAMED[one] ?? [one])) addRange(trusted, range)
  const isTrusted = (address: string): boolean => isIP(address) > 0 && trusted.check(address, family(address))
  return ({ socket, headers }) => {
    let address = socket.remoteAddress ?? ''
    const noted = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').toReversed()
    for (const next of noted.map((one) => one.trim())) {
      if (next === '' || !isTrusted(address)) return address
      address = next
    }
    return address
  }
}

function addRange(list: BlockList, range: string): void {
  const [address = '', prefix] = range.split('/')
  if (prefix === undefined) list.addAddress(address, family(address))
  else list.addSubnet(address, Number(prefix), family(address))
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}
