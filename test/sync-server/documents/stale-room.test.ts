import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment, calendarRow } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  fillWorkspace,
  id,
  QUARTER,
  quarterOf,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { createCopy, openDevice } from './test-device.ts'

/** Two on one database, which on PGlite tell each other nothing: as where the word of one has not come to the other yet. */
let store: PostgresStore
let one: StartedServer
let two: StartedServer

beforeAll(async () => {
  store = await freshPglite()
  one = await startServer({ store })
  two = await startServer({ store })
  await fillWorkspace(one)
})
afterAll(async () => {
  await one.close()
  await two.close()
  await store.close()
})

test('a device that comes from another process is not told that it holds more than there is', async () => {
  await using ben = await openDevice(two, BEN)
  await ben.hello()
  await using before = await openDevice(one, ANNA)
  await before.hello()
  const calendar = id(ids.CalendarId, 7)
  const born = documentName({ kind: 'calendar', workspace, calendar })
  const copies = { calendar: createCopy(), entries: createCopy(), quarter: createCopy() }
  await before.command([
    {
      document: born,
      update: copies.calendar.write((doc) => writeEntity(doc, calendarLayout, calendarRow(7, { owner: ANNA }))),
    },
  ])
  const own = appointment(1, { calendar })
  const document = quarterOf(calendar)
  await before.command([{ document, update: copies.entries.write((doc) => writeAppointment(doc, own)) }])
  await before.command([
    { document: QUARTER, update: copies.quarter.write((doc) => writeAppointment(doc, appointment(2))) },
  ])

  await using after = await openDevice(two, ANNA)
  const at = { epoch: 0, seq: 1 }
  const { documents } = await after.hello({ [born]: at, [document]: at, [QUARTER]: at })
  for (const name of [born, document, QUARTER]) expect(documents[name]).toMatchObject({ head: 1, writable: true })
})
