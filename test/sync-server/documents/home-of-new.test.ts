import { expect, test } from 'vitest'
import { FULL_QUARTER } from '../../../src/core/document/home-document.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { homeOfNew } from '../../../sync-server/documents/home-of-new.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointmentPut, appointmentRow, workspace, zone } from '../../support/rows.ts'
import { CALENDAR, NOON, QUARTER, quarterOf } from '../started-server.ts'

test('the server fills the month where the quarter holds 5,000 entries', async () => {
  const store = await freshPglite()
  const place = {
    workspace,
    calendar: CALENDAR,
    time: { kind: 'timed', startsAt: NOON, endsAt: instant(NOON + 1), zone } as const,
  }
  const home = () => homeOfNew(store.read, place)
  await store.tx(async (tx) => {
    const rows = Array.from({ length: FULL_QUARTER - 1 }, (_, n) => appointmentPut(appointmentRow(n + 1)))
    await applyRowChanges(tx, rows)
  })
  expect(await home()).toBe(QUARTER)
  await store.tx((tx) => applyRowChanges(tx, [appointmentPut(appointmentRow(FULL_QUARTER))]))
  expect(await home()).toBe(quarterOf(CALENDAR).replace('2026-q4', '2026-11'))
  await store.close()
})
