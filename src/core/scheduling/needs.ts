import type { HostTime } from './host-time.ts'

/** S10: who of the hosts (by index) has to be free: everybody, or anybody. */
export type Need = { readonly need: 'all' | 'any'; readonly group?: string; readonly hosts: readonly number[] }

/** `single` asks the first host alone. */
export type SlotMode = 'single' | 'collective' | 'round-robin'

type Asked = Pick<HostTime, 'required' | 'group'>

/**
 * S10: each fixed host without a group has to be free, of those of one group any; in a round robin any of the others as well.
 * In a collective that requires nobody everybody is fixed, and those it does not require are not asked.
 */
export function needsOf(mode: SlotMode, hosts: readonly Asked[]): Need[] {
  switch (mode) {
    case 'single':
      return hosts.length === 0 ? [] : [{ need: 'all', hosts: [0] }]
    case 'collective': {
      const nobody = hosts.every((host) => host.required === false)
      return fixedNeeds(hosts, (host) => nobody || host.required !== false)
    }
    case 'round-robin': {
      const others = indicesOf(hosts, (host) => host.required !== true)
      const fixed = fixedNeeds(hosts, (host) => host.required === true)
      return others.length === 0 ? fixed : [...fixed, { need: 'any', hosts: others }]
    }
  }
}

function fixedNeeds(hosts: readonly Asked[], isFixed: (host: Asked) => boolean): Need[] {
  const alone = indicesOf(hosts, (host) => isFixed(host) && host.group === undefined)
  const groups = new Set(hosts.filter(isFixed).flatMap(({ group }) => group ?? []))
  return [
    ...alone.map((i): Need => ({ need: 'all', hosts: [i] })),
    ...[...groups].map((group): Need => {
      return { need: 'any', group, hosts: indicesOf(hosts, (host) => isFixed(host) && host.group === group) }
    }),
  ]
}

function indicesOf(hosts: readonly Asked[], which: (host: Asked) => boolean): number[] {
  return [...hosts.keys()].filter((i) => {
    const host = hosts[i]
    return host !== undefined && which(host)
  })
}
