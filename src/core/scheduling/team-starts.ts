import { intersectSpans, uniteSpans, type Spans } from '../time/spans.ts'
import { hostStarts, standInRange, type StartRange } from './host-starts.ts'
import type { Need } from './needs.ts'
import type { SlotQuery } from './open-slots.ts'

/** S10: the spans of starts that are open for every need, whatever the grid says. */
export function teamStarts(query: SlotQuery, needs: readonly Need[], within: StartRange): Spans {
  let open: Spans = [within.start, within.end]
  for (const { hosts } of needs) {
    const any = uniteSpans(hosts.map((i) => startsInPlaceOf(query, i, within)))
    open = intersectSpans(open, any)
    if (open.length === 0) return open
  }
  return open
}

/** A host's own starts, and those of whoever stands in. */
function startsInPlaceOf(query: SlotQuery, i: number, within: StartRange): Spans {
  const host = query.hosts[i]
  if (!host) return []
  const own = hostStarts(query, host, within)
  if (!host.standIns) return own
  const others = host.standIns.map((standIn) => hostStarts(query, standIn.host, standInRange(query, standIn, within)))
  return uniteSpans([own, ...others])
}
