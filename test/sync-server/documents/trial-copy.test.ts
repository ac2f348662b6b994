import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { trialCopy } from '../../../sync-server/documents/trial-copy.ts'
import { appointment } from '../../support/rows.ts'
import { createCopy } from './test-device.ts'

const A = appointment(1).id
const touched = new Map([['appointments' as const, new Set<string>([A])]])

function standing() {
  const anna = createCopy(7)
  anna.write((doc) => {
    for (let n = 1; n <= 50; n++) writeAppointment(doc, appointment(n))
  })
  for (let n = 0; n < 5; n++) anna.write((doc) => writeAppointment(doc, appointment(1, { title: `Edit ${n}` })))
  const ben = createCopy(8)
  Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(anna.doc))
  ben.write((doc) => writeAppointment(doc, appointment(1, { title: 'Edit 4', notes: 'of Ben' })))
  return ben.doc
}

const entryIn = (doc: Y.Doc) => Object(doc.getMap('appointments').toJSON())[A]

test('a copy holds what an update touches as it stands, and nothing else', () => {
  const doc = standing()
  const copy = trialCopy(doc, touched, [])
  expect(entryIn(copy)).toEqual(entryIn(doc))
  expect(copy.getMap('appointments').size).toBe(1)
  expect(Y.encodeStateAsUpdate(copy).byteLength).toBeLessThan(Y.encodeStateAsUpdate(doc).byteLength / 10)
  copy.destroy()
})

test('what an update does to the copy it does to the document', () => {
  const doc = standing()
  const other = createCopy(9)
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc))
  const later = other.write((own) => writeAppointment(own, appointment(1, { title: 'Later', notes: '' })))
  const copy = trialCopy(doc, touched, [9])
  for (const one of [copy, doc]) Y.applyUpdate(one, later)
  expect(entryIn(copy)).toEqual(entryIn(doc))
  expect(entryIn(doc)).toMatchObject({ title: 'Later' })
})

test('what the document knows already under a client id the copy knows too', () => {
  const doc = standing()
  Y.applyUpdate(
    doc,
    createCopy(9).write((own) => writeAppointment(own, appointment(60))),
  )
  const other = createCopy()
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(standing()))
  other.doc.clientID = 9
  const again = other.write((own) => writeAppointment(own, appointment(1, { title: 'Under a clock that is taken' })))
  const copy = trialCopy(doc, touched, [9])
  for (const one of [copy, doc]) Y.applyUpdate(one, again)
  expect(entryIn(copy)).toEqual(entryIn(doc))
})
