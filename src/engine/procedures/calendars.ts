import { createCalendar } from '../../core/commands/create-calendar.ts'
import { editCalendar } from '../../core/commands/edit-calendar.ts'
import { putDirectory } from '../../core/commands/put-directory.ts'
import type { CalendarView, NewCalendar } from '../../core/contract/desk.ts'
import { accessFactsOf } from '../../core/document/access-facts.ts'
import type { Calendar } from '../../core/model/calendar.ts'
import { CalendarId } from '../../core/model/ids.ts'
import { ok } from '../../core/model/result.ts'
import { directoryStateOf } from '../../storage/queries/directory-state-of.ts'
import { memberById } from '../../storage/queries/member-by-id.ts'
import type { Desk } from '../desk/desk.ts'
import { execute, executeAsAuthority } from '../desk/execute.ts'
import { knownCalendars } from '../desk/known-calendars.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { peopleChanged } from './people.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.calendars

export function calendarProcedures(parts: Parts) {
  const { desk } = parts
  return os.router({
    list: os.list.handler(() => listCalendars(desk)),
    create: os.create.handler(({ input }) => newCalendar(desk, input)),
    edit: os.edit.handler(async ({ input }) => valueOf(await execute(desk, editCalendar, input))),
    share: os.share.handler(async ({ input: share }) => {
      await peopleChanged(parts, { kind: 'share', share })
    }),
    pass: os.pass.handler(async ({ input }) => {
      await peopleChanged(parts, { kind: 'pass-calendar', ...input })
    }),
  })
}

async function listCalendars(desk: Desk): Promise<CalendarView[]> {
  const { store, identity } = desk
  const { workspace, member } = identity()
  const calendars = await knownCalendars(desk)
  const state = await directoryStateOf(store.read, workspace)
  const facts = accessFactsOf(state)
  const names = new Map(state.members.map(({ id, name }) => [id, name]))
  return calendars.flatMap((calendar): CalendarView[] => {
    const permission = calendar.owner === member ? 'admin' : facts.shareOn(calendar.id, member)
    if (permission === undefined) return []
    const isOf = (share: { readonly calendar: CalendarId }) => share.calendar === calendar.id
    const shares = state.shares.filter(isOf).map(({ member, permission }) => ({ member, permission }))
    const teamShares = state.teamShares.filter(isOf).map(({ team, permission }) => ({ team, permission }))
    return [{ calendar, permission, ownerName: names.get(calendar.owner) ?? '', shares, teamShares }]
  })
}

/** A calendar of one's own. Working alone the engine says whose it is; else the server does, at its first write. */
export async function newCalendar(desk: Desk, { name, colour, zone }: NewCalendar): Promise<Calendar> {
  const { workspace, member, server } = desk.identity()
  const owner = await memberById(desk.store.read, { workspace, id: member })
  const home = zone ?? owner?.zone
  if (home === undefined) throw refusal('not-found', { member })
  const calendar = valueOf(
    await execute(desk, createCalendar, {
      id: CalendarId.parse(desk.newId()),
      name,
      colour: colour ?? '#3b6fd4',
      zone: home,
      description: '',
      countsAsBusy: true,
      receivesBookings: false,
    }),
  )
  const owners = [{ calendar: calendar.id, owner: member }]
  const named =
    server === undefined ? executeAsAuthority(desk, putDirectory, { members: [], owners, shares: [] }) : ok(undefined)
  valueOf(await named)
  return calendar
}
