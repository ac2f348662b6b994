import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { absencesOf } from '../../../src/storage/queries/absences-of.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import { serverSetting } from '../../../sync-server/database/schema.ts'
import { createLane } from '../../../sync-server/documents/lane.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { renewRows } from '../../../sync-server/documents/renew-rows.ts'
import { FULL_SCHEDULE, SAMPLE_ABSENCE } from '../../core/document/samples.ts'
import { eventually } from '../../support/eventually.ts'
import { freshPglite } from '../../support/pglite.ts'
import { ANNA, fillWorkspace, NOON, startServer, workspace } from '../started-server.ts'

const schedule = Schedule.parse({ ...FULL_SCHEDULE, member: ANNA })
const absence = Absence.parse({ ...SAMPLE_ABSENCE, member: ANNA })

test('Y3 a server that was older than its devices learns what they wrote when it is a newer one', async () => {
  await using store = await freshPglite()
  await using server = await startServer({ store })
  await fillWorkspace(server)
  const versions = () => store.read.select().from(serverSetting).where(eq(serverSetting.key, 'rows'))
  await eventually(async () => (await versions()).length === 1)
  const document = documentName({ kind: 'member', workspace, member: ANNA })
  await server.deps.serverTransaction(({ write }) =>
    write(document, (doc) => {
      writeEntity(doc, scheduleLayout(ANNA), schedule)
      writeEntity(doc, absenceLayout(ANNA), absence)
    }),
  )
  const shown = async () => ({
    schedules: (await schedulesOf(store.read, { workspace })).map(({ data }) => data),
    absences: (await absencesOf(store.read, { workspace })).map(({ data }) => data),
  })
  const before = await shown()
  expect(before).toEqual({ schedules: [schedule], absences: [absence] })

  const { rules: _r, breaks: _b, travel: _t, holidays: _h, tentativeBlocks: _s, ...older } = schedule
  const age = () =>
    store.tx(async (tx) => {
      await tx.update(tx.tables.schedule).set({ data: older })
      await tx.delete(tx.tables.absence)
    })
  const unit = { documents: createOpenDocuments({ maxBytes: 1_000_000 }), grants: new Map(), now: () => NOON }
  const renew = () => renewRows({ store, unit, inLane: createLane() }, new AbortController().signal)
  await age()
  const aged = { schedules: [Schedule.parse(older)], absences: [] }
  await renew()
  expect(await shown()).toEqual(aged)
  await store.tx(async (tx) => void (await tx.delete(serverSetting).where(eq(serverSetting.key, 'rows'))))
  await renew()
  expect([await shown(), (await versions()).length]).toEqual([before, 1])
})
