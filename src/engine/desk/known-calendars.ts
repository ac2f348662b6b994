import type { Member } from '../../core/model/member.ts'
import type { CalendarOwnerRow, CalendarRow } from '../../core/projections/rows.ts'
import { calendarOwnersOf } from '../../storage/queries/calendar-owners-of.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { membersOf } from '../../storage/queries/members-of.ts'
import { sharesOf } from '../../storage/queries/shares-of.ts'
import type { Desk } from './desk.ts'

/**
 * The calendars whose own document is here, and those of others of which this person sees busy times alone: these go by
 * their owner's name, in their owner's colour, since nothing but the owner is known of them.
 */
export async function knownCalendars({ store, identity }: Pick<Desk, 'store' | 'identity'>): Promise<CalendarRow[]> {
  const { workspace, member } = identity()
  const open = await calendarsOf(store.read, workspace)
  const shares = (await sharesOf(store.read, workspace)).filter((share) => share.member === member)
  const veiled = new Set(shares.filter(({ permission }) => permission === 'free-busy').map(({ calendar }) => calendar))
  for (const { id } of open) veiled.delete(id)
  if (veiled.size === 0) return open
  const members = new Map((await membersOf(store.read, workspace)).map((one) => [one.id, one]))
  const owned = (await calendarOwnersOf(store.read, workspace)).filter(({ calendar }) => veiled.has(calendar))
  return [...open, ...owned.flatMap((row) => veiledCalendar(row, members.get(row.owner)))]
}

function veiledCalendar({ workspace, calendar: id }: CalendarOwnerRow, owner: Member | undefined): CalendarRow[] {
  if (owner === undefined) return []
  const { name, colour, zone } = owner
  const shown = { owner: owner.id, name, colour, zone, description: '' }
  return [{ workspace, id, ...shown, countsAsBusy: true, receivesBookings: false, archived: false }]
}
