import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAppointment } from '../../../src/core/commands/create-appointment.ts'
import { putEventType } from '../../../src/core/commands/put-event-type.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { AppointmentId } from '../../../src/core/model/ids.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { execute } from '../../../src/engine/desk/execute.ts'
import { slotsOf } from '../../../src/engine/desk/slots-of.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import { openAlone } from '../../support/open-alone.ts'
import { at, hour } from '../../support/test-desk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('S1 the desk offers what its own schedule and appointments leave', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const { desk, calendar } = await openAlone(store)
  const { workspace, member } = desk.identity()
  const [schedule] = await schedulesOf(store.read, { workspace })
  const eventType = EventType.parse({
    id: newId(),
    owner: member,
    name: 'Visit',
    slug: 'visit',
    description: '',
    category: 'one-on-one',
    durations: [60],
    step: 60,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 0,
    horizon: { kind: 'unlimited' },
    schedule: schedule?.id,
    hosts: [{ member, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
  })
  const document = documentName({ kind: 'member', workspace, member })
  expect((await execute(desk, putEventType, { document, eventType })).ok).toBe(true)
  const id = () => AppointmentId.parse(newId())
  const day = WallDate.parse('2026-11-24')
  await execute(desk, createAppointment, { ...hour(calendar, 'Taken', '2026-11-23T10:30:00+01:00'), id: id() })
  const time = { kind: 'all-day' as const, firstDay: day, lastDay: day }
  await execute(desk, createAppointment, { calendar, title: 'Away', time, id: id() })
  const span = { start: at('2026-11-22T00:00:00+01:00'), end: at('2026-11-25T11:00:00+01:00') }
  const slots = await slotsOf(desk, { eventType: eventType.id, span })
  const starts = [9, 12, 13, 14, 15, 16].map((clock) => at(`2026-11-23T${String(clock).padStart(2, '0')}:00:00+01:00`))
  const wanted = [...starts, at('2026-11-25T09:00:00+01:00'), at('2026-11-25T10:00:00+01:00')]
  expect(slots).toEqual({ ok: true, value: wanted.map((start) => ({ start, end: start + 3_600_000 })) })
})
