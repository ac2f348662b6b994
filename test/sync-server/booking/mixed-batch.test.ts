import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { EVERY_WORKSPACE, seesPastRows, WORKSPACE_SETTING } from '../../../sync-server/safety/confine.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { appointment } from '../../support/rows.ts'
import { fillOther, OTHER } from '../safety/other-workspace.ts'
import { ownDatabase } from '../safety/own-database.ts'
import { at, bookedAt, entriesOf, type Made, stateOf } from './booking-life.ts'
import { createNode, id, type Node, setUp, workspace, zone } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'
import { disagreementsIn } from './standing-bookings.ts'

const day = '2026-11-23'

test.skipIf(postgresBinaries === undefined)(
  'C13 bookings of one workspace and an entry of another come in at once, for a user whom row-level security holds',
  async () => {
    await using postgres = await startPostgres()
    const url = await ownDatabase(await postgres.freshDatabase())
    const settings = { [WORKSPACE_SETTING]: EVERY_WORKSPACE }
    await using store = await openPostgres({ url, migrations: postgresMigrations, settings })
    await using node = await createNode(store)
    expect(await seesPastRows(store.read)).toBe(false)
    await setUp(node)
    await fillOther(node)
    const owners = [{ calendar: id(ids.CalendarId, 21), owner: id(ids.MemberId, 21) }]
    await node.deps.serverTransaction(({ putDirectory }) => putDirectory(OTHER, { owners }))
    const [one, two] = [await bookedAt(node, '09:00', { day }), await bookedAt(node, '09:30', { day })]
    const commands = [await moveOf(node, one, '10:30'), entryOfOther(), await moveOf(node, two, '11:00')] as const
    await sendFromDesk(node, ...commands)
    const rows = [(await stateOf(node, one)).row?.starts, (await stateOf(node, two)).row?.starts]
    expect(rows).toEqual([at('10:30', day), at('11:00', day)])
    const { appointment: table } = store.read.tables
    expect(await store.read.select({ id: table.id }).from(table).where(eq(table.workspace, OTHER))).toEqual([
      { id: id(ids.AppointmentId, 1) },
    ])
    expect(await disagreementsIn(store)).toEqual({ claims: [], calendars: [], torn: [] })
    expect(node.logged.filter((line) => line.includes('a commit failed'))).toEqual([])
  },
)

async function moveOf(node: Node, made: Made, clock: string): Promise<WriterCommand> {
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  const document = documentName({ kind: 'entries', workspace, calendar: own.calendar, part: homePart(own) })
  const startsAt = at(clock, day)
  const time = { kind: 'timed', startsAt, endsAt: instant(startsAt + 30 * MINUTE), zone } as const
  return writtenOnDesk(node, moveAppointment, { id: own.id, document, scope: { kind: 'all' }, time, reason: 'ill' })
}

function entryOfOther(): WriterCommand {
  const doc = new Y.Doc()
  const own = appointment(1, { calendar: id(ids.CalendarId, 21) })
  writeAppointment(doc, own)
  const document = documentName({ kind: 'entries', workspace: OTHER, calendar: own.calendar, part: homePart(own) })
  return {
    id: id(ids.CommandId, 7_000),
    writer: { workspace: OTHER, member: id(ids.MemberId, 21), device: id(ids.DeviceId, 21) },
    parts: [{ document, epoch: undefined, update: Y.encodeStateAsUpdate(doc) }],
  }
}
