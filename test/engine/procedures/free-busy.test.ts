import { expect, test } from 'vitest'
import type { MemberId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { signedIn, withCalendar } from '../../support/synced-desk.ts'
import { at, firstCalendar, hour, openTestDesk } from '../../support/test-desk.ts'

const clock = (time: string) => at(`2026-11-23T${time}:00+01:00`)
const MONDAY = { start: clock('00:00'), end: at('2026-11-24T00:00:00+01:00') }

test('of oneself all is known: what is taken, and what the hours leave', async () => {
  await using desk = await openTestDesk()
  const { member } = await desk.call.session.get()
  const calendar = await firstCalendar(desk.call)
  await desk.call.appointments.create(hour(calendar, 'Firm', '2026-11-23T10:00:00+01:00'))
  expect(await desk.call.freeBusy.of({ members: [member.id], span: MONDAY })).toEqual([
    {
      member: member.id,
      busy: [{ start: clock('10:00'), end: clock('11:00') }],
      free: [
        { start: clock('09:00'), end: clock('10:00') },
        { start: clock('11:00'), end: clock('17:00') },
      ],
      source: 'full',
    },
  ])
})

test('when all are free: at least so long, the earliest first, no more than asked for', async () => {
  await using desk = await openTestDesk()
  const { member } = await desk.call.session.get()
  const calendar = await firstCalendar(desk.call)
  await desk.call.appointments.create(hour(calendar, 'Firm', '2026-11-23T10:00:00+01:00'))
  const span = { start: MONDAY.start, end: at('2026-11-26T00:00:00+01:00') }
  const common = { members: [member.id], span, minutes: 90 }
  const tuesday = { start: at('2026-11-24T09:00:00+01:00'), end: at('2026-11-24T17:00:00+01:00') }
  const monday = { start: clock('11:00'), end: clock('17:00') }
  expect(await desk.call.freeBusy.common({ ...common, most: 2 })).toEqual([monday, tuesday])
  expect(await desk.call.freeBusy.common({ ...common, minutes: 600, most: 9 })).toEqual([])
})

test('of somebody whose calendar is not shared it is said that nothing is known; shared, they are free or not', async () => {
  const server = createServerDouble()
  const { id: member } = server.join('ada@example.org', 'owner')
  const grace = server.join('grace@example.org')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await using second = await signedIn(server, 'grace@example.org')
  await ada.call.appointments.create(hour(calendar, 'Firm', '2026-11-23T10:00:00+01:00'))
  const seen = async (of: MemberId) => (await second.call.freeBusy.of({ members: [of], span: MONDAY }))[0]
  expect(await seen(member)).toMatchObject({ busy: [], free: [], source: 'unknown' })
  await ada.call.calendars.share({ calendar, member: grace.id, permission: 'read' })
  const busy = [{ start: clock('10:00'), end: clock('11:00') }]
  await eventually(async () => (await seen(member))?.busy.length === 1)
  // Her hours have not been made: whether she is free nobody can say.
  expect(await seen(member)).toEqual({ member, busy, free: [], source: 'busy-only' })
  const common = await second.call.freeBusy.common({ members: [member], span: MONDAY, minutes: 60, most: 9 })
  expect(common).toEqual([
    { start: MONDAY.start, end: clock('10:00') },
    { start: clock('11:00'), end: MONDAY.end },
  ])
})

test('a span that is too long, or ends before it starts, is refused', async () => {
  await using desk = await openTestDesk()
  const { member } = await desk.call.session.get()
  const refused = { data: { reason: 'invalid-input', details: { fields: ['span'] } } }
  const backwards = { start: MONDAY.end, end: MONDAY.start }
  const long = { start: MONDAY.start, end: instant(MONDAY.start + 401 * 86_400_000) }
  for (const span of [backwards, long]) {
    const asked = { members: [member.id], span }
    await expect(desk.call.freeBusy.of(asked)).rejects.toMatchObject(refused)
    await expect(desk.call.freeBusy.common({ ...asked, minutes: 30, most: 1 })).rejects.toMatchObject(refused)
    await expect(desk.call.schedules.hours({ member: member.id, span })).rejects.toMatchObject(refused)
  }
})
