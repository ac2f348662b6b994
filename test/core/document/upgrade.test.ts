import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openDocument } from '../../../src/core/commands/open-document.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { project } from '../../../src/core/projections/project.ts'
import { entitiesOf, entityAt, schemaOf } from '../../../src/core/document/shared-document.ts'
import { upgrade, type SchemaStep } from '../../../src/core/document/upgrade.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { CALENDAR, exchange, QUARTER_DOCUMENT, replica, single, uuid, WORKSPACE } from './samples.ts'

const NAME = documentName({ kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q1' })
const ALWAYS = { from: 0, until: 4_000_000_000_000 }

/** A made-up version 2: notes get a key of their own kind; what an older app writes beside it stays readable. */
const notesAsLines: SchemaStep = (doc) => {
  for (const id of entitiesOf(doc, 'appointments').keys()) {
    const entity = entityAt(doc, 'appointments', id)
    const notes = entity?.get('notes')
    if (typeof notes === 'string') entity?.set('noteLines', notes.split('\n'))
  }
}
const toTwo = (doc: Y.Doc): void => doc.transact(() => upgrade(doc, 2, [notesAsLines]))
const linesIn = (doc: Y.Doc) => entityAt(doc, 'appointments', uuid(100))?.get('noteLines')

function old(clientId = 1): Y.Doc {
  const doc = replica(clientId)
  writeAppointment(doc, single({ notes: 'one\ntwo' }))
  return doc
}

describe('a document of an older schema', () => {
  test('is brought to the newer one, by each step that it lacks, once', () => {
    const doc = old()
    const steps: number[] = []
    const counted = [1, 2, 3].map((n) => () => void steps.push(n))
    doc.transact(() => upgrade(doc, 3, counted))
    doc.transact(() => upgrade(doc, 3, counted))
    doc.transact(() => upgrade(doc, 4, counted))
    expect([steps, schemaOf(doc)]).toEqual([[1, 2, 3], 4])
  })

  test.each([[5], [2]])('and one of version %i is left alone', (version) => {
    const doc = old()
    doc.getMap('meta').set('schema', version)
    const before = Y.encodeStateVector(doc)
    toTwo(doc)
    expect([Y.encodeStateVector(doc), linesIn(doc)]).toEqual([before, undefined])
  })

  test('is the same on two devices that brought it to the newer one apart', () => {
    const origin = old()
    const [left, right] = [replica(2, origin), replica(3, origin)]
    toTwo(left)
    toTwo(right)
    exchange(left, right)
    expect(left.toJSON()).toEqual(right.toJSON())
    expect([linesIn(left), schemaOf(left)]).toEqual([['one', 'two'], 2])
  })
})

test('an older app beside a newer one goes on showing the document, and refuses to write into it', () => {
  const origin = old()
  const [newer, older] = [replica(2, origin), replica(3, origin)]
  // The older one writes a last time without having heard of the newer version.
  writeAppointment(older, single({ notes: 'one\ntwo', title: 'Renamed' }))
  toTwo(newer)
  exchange(newer, older)
  expect(newer.toJSON()).toEqual(older.toJSON())
  const rows = project(NAME, older, 'all', ALWAYS)
  expect(rows).toMatchObject([{ put: { data: { title: 'Renamed', notes: 'one\ntwo' } } }])
  expect(openDocument({ get: () => older }, NAME)).toMatchObject({ ok: false, reason: 'newer-version' })
  expect(linesIn(older)).toEqual(['one', 'two'])
  expect(NAME).toBe(QUARTER_DOCUMENT)
})
