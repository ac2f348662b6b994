import { isIPv4, isIPv6 } from 'node:net'

const GROUPS = 8
const NETWORK_GROUPS = 4

/**
 * Who asks, for counting: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address of it has them all.
 * `ip`: as the framework says it, which believes a configured proxy alone. What is no address counts as one and the same.
 */
export function clientKey({ ip }: { readonly ip: string }): string {
  const address = ip.replace(/%.*$/, '')
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return 'unknown'
  const groups = groupsOf(address)
  return mappedAddress(groups) ?? `${groups.slice(0, NETWORK_GROUPS).map(hex).join(':')}::/64`
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = withoutDots(address).split('::')
  const before = numbersOf(head)
  const after = tail === undefined ? [] : numbersOf(tail)
  const gap = GROUPS - before.length - after.length
  return [...before, ...Array.from({ length: gap }, () => 0), ...after]
}

/** `::ffff:192.0.2.1` with its last four bytes as two groups. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
    return `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
  })
}

function numbersOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}

/** RFC 4291 2.5.5.2: an IPv4 address as a socket for both kinds shows it. */
function mappedAddress([a, b, c, d, e, marker, high = 0, low = 0]: readonly number[]): string | undefined {
  if (marker !== 0xff_ff || [a, b, c, d, e].some((group) => group !== 0)) return undefined
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function hex(group: number): string {
  return group.toString(16)
}
