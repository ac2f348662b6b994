import type { CalendarId } from '../../src/core/model/ids.ts'
import type { Desk } from '../../src/engine/desk/desk.ts'
import { openDesk } from '../../src/engine/desk/open-desk.ts'
import { newId } from '../../src/engine/new-id.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'
import type { DeskStore } from '../../src/storage/store.ts'
import { NOW } from './test-desk.ts'

/** The inside of a desk that begins alone on a store, with its first calendar. */
export async function openAlone(store: DeskStore): Promise<{ desk: Desk; calendar: CalendarId }> {
  const beginning = { zone: 'Europe/Berlin', locale: 'en', name: 'Ada' }
  const nothing = () => undefined
  const deps = { store, now: () => NOW, newId, beginning, tzVersion: '2026a', leaveNoTrace: nothing, onQueued: nothing }
  const { desk } = await openDesk(deps)
  const [calendar] = await calendarsOf(store.read, desk.identity().workspace)
  if (calendar === undefined) throw new Error('no calendar')
  return { desk, calendar: calendar.id }
}
