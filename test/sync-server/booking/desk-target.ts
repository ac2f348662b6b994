import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { at, entriesOf, type Made } from './booking-life.ts'
import { id, type Node, workspace, zone } from './booking-world.ts'

export const all = { kind: 'all' } as const

/** Half an hour from then on. */
export function timed(clock: string, day: string) {
  const startsAt = at(clock, day)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
}

/** The entry of a booking in calendar 1, as commands name it. */
export async function targetOf(node: Node, made: Pick<Made, 'id'>) {
  const own = (await entriesOf(node, made.id)).find(({ calendar }) => calendar === id(ids.CalendarId, 1))
  if (!own) throw new Error('no entry')
  const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  return { id: own.id, document }
}
