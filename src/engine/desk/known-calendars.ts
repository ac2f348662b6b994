import { accessFactsOf } from '../../core/document/access-facts.ts'
import type { Member } from '../../core/model/member.ts'
import type { CalendarOwnerRow, CalendarRow } from '../../core/projections/rows.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { directoryStateOf } from '../../storage/queries/directory-state-of.ts'
import type { Desk } from './desk.ts'

/**
 * The calendars whose own document is here, and those of others of which this person sees busy times alone: these go by
 * their owner's name, in their owner's colour, since nothing but the owner is known of them.
 */
export async function knownCalendars({ store, identity }: Pick<Desk, 'store' | 'identity'>): Promise<CalendarRow[]> {
  const { workspace, member } = identity()
  const open = await calendarsOf(store.read, workspace)
  const state = await directoryStateOf(store.read, workspace)
  const facts = accessFactsOf(state)
  const isOpen = new Set(open.map(({ id }) => id))
  const veiled = state.owners.filter(
    ({ calendar, owner }) =>
      owner !== member && !isOpen.has(calendar) && facts.shareOn(calendar, member) === 'free-busy',
  )
  if (veiled.length === 0) return open
  const members = new Map(state.members.map((one) => [one.id, one]))
  return [...open, ...veiled.flatMap((row) => veiledCalendar({ ...row, workspace }, members.get(row.owner)))]
}

function veiledCalendar({ workspace, calendar: id }: CalendarOwnerRow, owner: Member | undefined): CalendarRow[] {
  if (owner === undefined) return []
  const { name, colour, zone } = owner
  const shown = { owner: owner.id, name, colour, zone, description: '' }
  return [{ workspace, id, ...shown, countsAsBusy: true, receivesBookings: false, archived: false }]
}
