import { expect, test } from 'vitest'
import { busyLayout } from '../../../src/core/document/busy-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { AppointmentId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { BusyTime } from '../../../src/core/model/busy-time.ts'
import { project } from '../../../src/core/projections/project.ts'
import { unreadable } from '../../../src/core/projections/unreadable.ts'
import { at, CALENDAR, replica, uuid, WORKSPACE } from '../document/samples.ts'

const BUSY = documentName({ kind: 'busy', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q4' })
const HORIZON = { from: 0, until: 1 }
const ID = AppointmentId.parse(uuid(77))
const STARTS = instant(at('2026-11-20T09:00:00Z'))
const ENDS = instant(at('2026-11-20T10:00:00Z'))
const time: BusyTime = { id: ID, basis: 'instant', starts: STARTS, ends: ENDS, allDay: false }

function row(changed: object = {}) {
  return {
    workspace: WORKSPACE,
    appointment: ID,
    original: '',
    document: BUSY,
    calendar: CALENDAR,
    basis: 'instant',
    starts: STARTS,
    ends: ENDS,
    allDay: false,
    long: false,
    title: '',
    status: 'confirmed',
    blocks: true,
    ...changed,
  }
}

test('a busy time is an occurrence on its own, wherever it lies', () => {
  const doc = replica(1)
  writeEntity(doc, busyLayout, time)
  expect(project(BUSY, doc, 'all', HORIZON)).toEqual([{ table: 'busy', put: row() }])
  expect(project(BUSY, doc, new Map([['busy', new Set([ID])]]), HORIZON)).toEqual([{ table: 'busy', put: row() }])
})

test('a busy time of more than a week is looked for apart', () => {
  const doc = replica(1)
  const ends = instant(at('2026-11-30T00:00:00Z'))
  const starts = instant(at('2026-11-20T00:00:00Z'))
  writeEntity(doc, busyLayout, { ...time, basis: 'wall', allDay: true, starts, ends })
  const put = row({ basis: 'wall', allDay: true, starts, ends, long: true })
  expect(project(BUSY, doc, 'all', HORIZON)).toEqual([{ table: 'busy', put }])
})

test('a busy time that is gone, or does not parse, has no row; the latter is named', () => {
  const doc = replica(1)
  expect(project(BUSY, doc, new Map([['busy', new Set([ID])]]), HORIZON)).toEqual([
    { table: 'busy', remove: ID, document: BUSY },
  ])
  writeEntity(doc, busyLayout, { ...time, starts: ENDS, ends: STARTS })
  doc.getMap('busy').set('nonsense', 7)
  expect(project(BUSY, doc, 'all', HORIZON)).toEqual([{ table: 'busy', remove: ID, document: BUSY }])
  expect(unreadable(BUSY, doc)).toEqual([ID, 'nonsense'])
})

test('a busy document holds four facts of a time and not one more', () => {
  const doc = replica(1)
  writeEntity(doc, busyLayout, time)
  const held = { [ID]: { time: { basis: 'instant', starts: STARTS, ends: ENDS, allDay: false } } }
  expect(doc.getMap('busy').toJSON()).toEqual(held)
})
