import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { parseDocumentName } from '../../../src/core/document/document-name.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { admitPart } from '../../../sync-server/documents/admit-command.ts'
import type { OpenDocument } from '../../../sync-server/documents/open-document.ts'
import { appointment } from '../../support/rows.ts'
import { QUARTER } from '../started-server.ts'
import { createCopy } from './test-device.ts'

const OWNER = 'anna:desk'

function opened(own: Partial<OpenDocument> = {}): OpenDocument {
  const ref = parseDocumentName(QUARTER)
  if (!ref) throw new Error('not a name')
  const tail = { rows: 0, bytes: 0, snapshot: 0 }
  const start = { id: 1, epoch: 1, seq: 0, bytes: 0, wary: false }
  return { name: QUARTER, ref, doc: new Y.Doc(), owners: new Map(), aged: new Set(), tail, ...start, ...own }
}

function admit(open: OpenDocument, update: Uint8Array, epoch: number | undefined) {
  return admitPart({ document: QUARTER, name: QUARTER, ref: open.ref, update, epoch }, open, OWNER)
}

const update = createCopy(7).write((doc) => writeAppointment(doc, appointment(1)))

test('Y5 a client id is its device’s in one epoch alone; a stock client knows none', () => {
  expect(admit(opened({ owners: new Map([[7, OWNER]]) }), update, 1)).toMatchObject({ ok: true })
  const aged = opened({ owners: new Map([[7, OWNER]]), aged: new Set([7]) })
  expect(admit(aged, update, 1)).toMatchObject({ reason: 'client-id' })
  expect(admit(aged, update, undefined)).toMatchObject({ ok: true })
})

test('Y5 what seems known under another’s client id is not acknowledged to a device', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const taken = opened({ doc, owners: new Map([[7, 'ben:desk']]) })
  expect(admit(taken, update, 1)).toMatchObject({ reason: 'client-id' })
  expect(admit(taken, update, undefined)).toMatchObject({ ok: true, value: { news: false } })
})

test('Y5 a device has no more than a thousand client ids in a document', () => {
  const many = (count: number) => new Map(Array.from({ length: count }, (_, n) => [1_000 + n, OWNER] as const))
  expect(admit(opened({ owners: many(999) }), update, 1)).toMatchObject({ ok: true })
  expect(admit(opened({ owners: many(1_000) }), update, 1)).toMatchObject({ reason: 'client-id' })
})

test('Y5 a document that is full takes nothing more, and another epoch is told apart', () => {
  expect(admit(opened({ bytes: 32 * 1_024 * 1_024 }), update, 1)).toMatchObject({ reason: 'too-large' })
  expect(admit(opened(), update, 0)).toMatchObject({ reason: 'epoch' })
})
