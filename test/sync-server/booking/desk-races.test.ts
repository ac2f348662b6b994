import { expect, test } from 'vitest'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { DAY, type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { bookedAt, byToken, entriesOf, type Made } from './booking-life.ts'
import { createNode, MONDAY, type Node, setUp, workspace, zone } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'
import { disagreementsIn, rowsById } from './standing-bookings.ts'

const PAIRS = 12

// A desk's document is locked before its booking is, an invitee's booking before its document: the two may meet head on.
test.skipIf(postgresBinaries === undefined)(
  'C10 C13 a host on a desk and the invitee move one booking at once: it stands in one place, and nothing is torn',
  async () => {
    await using postgres = await startPostgres()
    const url = await postgres.freshDatabase()
    await using stack = new AsyncDisposableStack()
    const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
    const store = await open()
    const one = stack.use(await createNode(store))
    const two = stack.use(await createNode(await open()))
    await setUp(one)
    const weekdays = Array.from({ length: PAIRS }, (_, n) => instant(MONDAY + (Math.floor(n / 5) * 7 + (n % 5)) * DAY))
    for (const midnight of weekdays) {
      const at = (minutes: number) => instant(midnight + minutes * MINUTE)
      const day = new Date(at(9 * 60)).toISOString().slice(0, 10)
      const made = await bookedAt(one, '09:00', { day })
      const desk = await movedOnDesk(two, made, at(11 * 60))
      const [answer] = await Promise.all([
        rescheduleBooking(one.deps, { by: byToken(made), start: at(10 * 60) }),
        sendFromDesk(two, desk),
      ])
      // C14: where the desk came first, the invitee's token has ended.
      expect([200, 404]).toContain(answer.status)
      const row = (await rowsById(store)).get(made.id)
      expect([at(10 * 60), at(11 * 60)]).toContain(row?.starts)
    }
    expect(await disagreementsIn(store)).toEqual({ claims: [], calendars: [], torn: [] })
  },
  120_000,
)

async function movedOnDesk(node: Node, made: Made, startsAt: Instant) {
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  const time = { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
  return writtenOnDesk(node, moveAppointment, { id: own.id, document, scope: { kind: 'all' }, time, reason: 'ill' })
}
