import { DAY, type Instant } from '../model/instant.ts'
import { gapStarts } from './gap-starts.ts'
import { gridStarts } from './grid-starts.ts'
import { needsOf } from './needs.ts'
import type { SlotQuery } from './open-slots.ts'
import type { OfferReason } from './reason.ts'

// A grid has a start on every date (S2), but a zone may leave a date out.
const NEAR = 3 * DAY

/** S2 and S12: nothing, where `start` lies on the grid or follows on something that is taken. */
export function offGridReasons(query: SlotQuery, start: Instant): OfferReason[] {
  const itself = [start, start + 1]
  if (gridStarts(itself, query).length > 0) return []
  if (query.fillGaps && gapStarts(query, needsOf(query.mode, query.hosts), itself).length > 0) return []
  const earlier = gridStarts([start - NEAR, start], query).at(-1)
  const later = gridStarts([start, start + NEAR], query)[0]
  return [{ kind: 'off-grid', earlier: earlier ?? start, later: later ?? start }]
}
