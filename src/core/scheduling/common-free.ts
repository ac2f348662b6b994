import { MINUTE, type Interval } from '../model/instant.ts'
import { intersectSpans, subtractSpans, type Spans } from '../time/spans.ts'
import { busySpans, freeSpans, type FreeBusyHost } from './free-busy.ts'
import { intervalsOf } from './intervals-of.ts'

/**
 * When all of them are free for at least so many minutes, ascending. Somebody's hours count where they are known, their busy
 * times likewise: what is not known stands in nobody's way, so say of whom it is not (`FreeBusySource`).
 */
export function commonFree(hosts: readonly FreeBusyHost[], range: Interval, minutes: number): Interval[] {
  if (hosts.length === 0) return []
  let common: Spans = [range.start, range.end]
  for (const host of hosts) {
    common =
      host.known === 'full'
        ? intersectSpans(common, freeSpans(host, range))
        : subtractSpans(common, busySpans(host, range))
    if (common.length === 0) return []
  }
  return intervalsOf(common).filter(({ start, end }) => end - start >= minutes * MINUTE)
}
