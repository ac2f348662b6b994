import { expect, test } from 'vitest'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { markMoved, markOrigin } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { appointment, calendarRow } from '../../support/rows.ts'
import { createCopy } from '../documents/test-device.ts'
import { ANNA, CARA, id, QUARTER, quarterOf, workspace } from '../started-server.ts'
import { attackedServer } from './attacked-server.ts'

const attacked = attackedServer()
const at = instant(1)

test('Y5 forged moves: a reader does not make an appointment vanish by an entry that claims to have become it', async () => {
  const from = id(ids.AppointmentId, 500)
  const victim = appointment(501, { title: 'Moved in', createdBy: ANNA })
  await using anna = await attacked.enter(ANNA)
  const made = createCopy().write((doc) =>
    doc.transact(() => {
      writeAppointment(doc, victim)
      markOrigin(doc, victim.id, from)
    }),
  )
  expect(await anna.command([{ document: QUARTER, update: made }])).toMatchObject({ kind: 'accepted' })

  // Cara may read that calendar, and write in one of her own.
  await using cara = await attacked.enter(CARA)
  const calendar = id(ids.CalendarId, 9)
  const own = documentName({ kind: 'calendar', workspace, calendar })
  const claim = createCopy().write((doc) => writeEntity(doc, calendarLayout, calendarRow(9, { owner: CARA })))
  expect(await cara.command([{ document: own, update: claim }])).toMatchObject({ kind: 'accepted' })
  const home = quarterOf(calendar)
  const before = await attacked.state()
  const forged = createCopy().write((doc) =>
    doc.transact(() => {
      writeAppointment(doc, { ...appointment(500, { calendar, createdBy: CARA }), id: from })
      markMoved(doc, from, { to: id(ids.AppointmentId, 1), home, at })
      markMoved(doc, from, { to: victim.id, home: QUARTER, at })
    }),
  )
  const answer = await cara.command([{ document: home, update: forged }])
  expect((await attacked.state()).appointments.map(({ data }) => data.title)).toContain('Moved in')
  expect(answer).toMatchObject({ reason: 'forbidden', retry: false })
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})
