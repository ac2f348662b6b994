import * as Y from 'yjs'
import { BusyTime } from '../model/busy-time.ts'
import type { Span } from '../time/recurrence.ts'
import { readEntity, type EntityLayout } from './entity-layout.ts'
import { entitiesOf, type SharedDocument } from './shared-document.ts'

/** How busy times lie in a busy document: one value each, so that start and end cannot be torn apart. */
export const busyLayout: EntityLayout<BusyTime> = {
  root: 'busy',
  schema: BusyTime,
  keysOf: ({ basis, starts, ends, allDay }) => [['time', { basis, starts, ends, allDay }]],
  candidate: (id, view) => {
    const time = view.get('time')
    return typeof time === 'object' && time !== null ? { ...time, id } : { id }
  },
}

/** Those that start within the span, whichever basis they count on. Parses no others: a quarter may hold thousands. */
export function busyTimesWithin(doc: SharedDocument, { from, until }: Span): BusyTime[] {
  return [...entitiesOf(doc, 'busy')].flatMap(([id, entity]) => {
    const starts = startOf(entity)
    if (starts === undefined || starts < from || starts >= until) return []
    return readEntity(doc, busyLayout, id) ?? []
  })
}

function startOf(entity: unknown): number | undefined {
  const time: unknown = entity instanceof Y.Map ? entity.get('time') : undefined
  if (typeof time !== 'object' || time === null || !('starts' in time)) return undefined
  return typeof time.starts === 'number' ? time.starts : undefined
}
