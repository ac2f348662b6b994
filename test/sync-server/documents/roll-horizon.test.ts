import { expect, test } from 'vitest'
import { busyLayout } from '../../../src/core/document/busy-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntities } from '../../../src/core/document/entity-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { DAY, instant } from '../../../src/core/model/instant.ts'
import { createLane } from '../../../sync-server/documents/lane.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { rollHorizon } from '../../../sync-server/documents/roll-horizon.ts'
import { createRooms } from '../../../sync-server/documents/rooms.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment } from '../../support/rows.ts'
import { CALENDAR, CARA, fillWorkspace, NOON, startServer, workspace } from '../started-server.ts'
import { openDevice } from './test-device.ts'

test('T2 busy times of a series go on with the horizon', async () => {
  await using store = await freshPglite()
  await using server = await startServer({ store })
  await fillWorkspace(server, [[CALENDAR, CARA, 'free-busy']])
  const series = { start: '2026-11-16T09:00:00', allDay: false, zone: 'Europe/Berlin', length: 3_600_000 }
  const weekly = { ...series, rules: ['FREQ=WEEKLY'], rdates: [], exdates: [] }
  const document = documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: 'series' })
  await server.deps.serverTransaction(({ write }) =>
    write(document, (doc) => writeAppointment(doc, appointment(1, { time: undefined, series: weekly }))),
  )
  const now = () => instant(NOON + 180 * DAY)
  const unit = { documents: createOpenDocuments({ maxBytes: 1_000_000 }), grants: new Map(), now }
  const deps = { store, unit, rooms: createRooms(store.read), inLane: createLane(), onWritten: async () => undefined }

  const lastBusy = async (): Promise<string> => {
    await using cara = await openDevice(server, CARA)
    const { documents } = await cara.hello()
    const names = Object.keys(documents).flatMap((name) => (name.includes('/busy/') ? [name] : []))
    const parts = names.map((name) => name.slice(-7))
    const all = parts.flatMap((part) => {
      const busy = documentName({ kind: 'busy', workspace, calendar: CALENDAR, part })
      return readEntities(cara.doc(busy), busyLayout).valid.map(({ starts }) => Number(starts))
    })
    return new Date(Math.max(...all)).toISOString()
  }
  expect(await lastBusy()).toBe('2028-12-18T08:00:00.000Z')
  await rollHorizon(deps, new AbortController().signal)
  expect(await lastBusy()).toBe('2029-06-18T07:00:00.000Z')
})
