import type { HostTime } from '../../../../src/core/scheduling/host-time.ts'
import type { SlotQuery } from '../../../../src/core/scheduling/open-slots.ts'

type Host = Pick<HostTime, 'required' | 'group'>

/** S10: the hosts (by their index) of whom one must be free; every need must be met. */
export function needsOfHosts(mode: SlotQuery['mode'], hosts: readonly Host[]): number[][] {
  const all = hosts.map((_, i) => i)
  if (mode === 'single') return all.slice(0, 1).map((first) => [first])
  const named = all.filter((i) => (mode === 'collective' ? hosts[i]?.required !== false : hosts[i]?.required === true))
  const required = mode === 'collective' && named.length === 0 ? all : named
  const alone = required.filter((i) => hosts[i]?.group === undefined)
  const groups = new Set(required.map((i) => hosts[i]?.group).filter((group) => group !== undefined))
  const others = mode === 'round-robin' ? all.filter((i) => !required.includes(i)) : []
  return [
    ...alone.map((i) => [i]),
    ...[...groups].map((group) => required.filter((i) => hosts[i]?.group === group)),
    ...(others.length > 0 ? [others] : []),
  ]
}
