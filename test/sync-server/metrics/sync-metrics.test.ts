import { expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { appointment } from '../../support/rows.ts'
import { eventually } from '../../support/eventually.ts'
import { createCopy, openDevice } from '../documents/test-device.ts'
import { ANNA, CALENDAR, CARA, fillWorkspace, QUARTER, startServer } from '../started-server.ts'

test('what devices send, what becomes of it, and how their sockets end are counted, without a name', async () => {
  await using server = await startServer()
  await fillWorkspace(server, [[CALENDAR, CARA, 'read']])
  const ask = async (path: string) => (await fetch(server.url + path)).text()
  const update = createCopy().write((doc) => writeAppointment(doc, appointment(1)))
  await using anna = await openDevice(server, ANNA)
  {
    await using cara = await openDevice(server, CARA)
    await Promise.all([anna.hello(), cara.hello()])
    await anna.command([{ document: QUARTER, update }])
    await cara.command([{ document: QUARTER, update }])
    expect(await ask('/metrics')).toContain('dayloom_sync_sockets{kind="device"} 2\n')
  }
  const text = (
    await eventually(async () => {
      const shown = await ask('/metrics')
      return shown.includes('dayloom_sync_closes_total{kind="device",code="1006"} 1\n') && shown
    })
  ).value
  for (const line of [
    'dayloom_sync_acknowledgement_seconds_count 1',
    'dayloom_sync_commit_seconds_count 2',
    'dayloom_sync_commands_total{together="1"} 2',
    'dayloom_sync_refusals_total{reason="forbidden"} 1',
    'dayloom_sync_sockets{kind="device"} 1',
    'dayloom_sync_queue_bytes 0',
    'dayloom_sync_lag_seconds 0',
    'dayloom_documents 2',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
  expect(text).toMatch(/dayloom_document_largest_bytes [1-9]/)
  expect(text).not.toMatch(new RegExp([ANNA, CARA, QUARTER].join('|')))
  expect(JSON.parse(await ask('/readyz'))).toEqual({ ready: true, database: true, lagMs: 0 })
})
