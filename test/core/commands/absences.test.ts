import { expect, test } from 'vitest'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { absenceReasonLayout } from '../../../src/core/document/absence-reason-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntity } from '../../../src/core/document/entity-layout.ts'
import { ANNA, ANNAS_DOCUMENT, BEN, SAMPLE_ABSENCE, uuid, WORKSPACE } from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const TARGET = { member: ANNA, id: SAMPLE_ABSENCE.id }

function withAbsence() {
  const desk = deskDouble()
  const put = desk.run('put-absence', { absence: SAMPLE_ABSENCE })
  const kept = () => readEntity(desk.doc(ANNAS_DOCUMENT), absenceLayout(ANNA), SAMPLE_ABSENCE.id)
  return { desk, put, kept }
}

/** What everybody may read of it. */
const SHARED = { ...SAMPLE_ABSENCE, reason: 'other' }

test('put-absence keeps one in its member’s document, new and changed, and never why', () => {
  const { desk, put, kept } = withAbsence()
  expect([put, kept(), desk.written()]).toEqual([{ ok: true, value: SHARED }, SHARED, [ANNAS_DOCUMENT]])
  const changed = {
    ...SAMPLE_ABSENCE,
    time: { kind: 'span', startsAt: 1, endsAt: 2 },
    reason: 'sick',
    delegate: undefined,
  }
  expect(desk.run('put-absence', { absence: changed }).ok).toBe(true)
  expect(kept()).toEqual({ ...changed, reason: 'other' })
})

test('put-absence keeps the reason in the private document of whoever is away, and nowhere else', () => {
  const desk = deskDouble()
  const put = desk.run('put-absence', { absence: SAMPLE_ABSENCE, privately: 'sick' })
  expect(put).toEqual({ ok: true, value: { ...SAMPLE_ABSENCE, reason: 'sick' } })
  const own = documentName({ kind: 'private', workspace: WORKSPACE, member: ANNA })
  expect(desk.written().toSorted()).toEqual([ANNAS_DOCUMENT, own].toSorted())
  expect(readEntity(desk.doc(own), absenceReasonLayout, SAMPLE_ABSENCE.id)?.reason).toBe('sick')
  expect(JSON.stringify(desk.doc(ANNAS_DOCUMENT).getMap('absences').toJSON())).not.toContain('sick')
})

test.each([
  ['a span that ends before it starts', { time: { kind: 'span', startsAt: 2, endsAt: 1 } }, 'end-before-start'],
  ['a span of nothing', { time: { kind: 'span', startsAt: 2, endsAt: 2 } }, 'end-before-start'],
  [
    'dates that end before they start',
    { time: { kind: 'dates', from: '2026-01-02', until: '2026-01-01' } },
    'end-before-start',
  ],
  ['a span beyond all calendars', { time: { kind: 'span', startsAt: 2, endsAt: 8e15 } }, 'invalid-input'],
  ['a delegate who is away', { delegate: ANNA }, 'invalid-input'],
])('%s is refused', (_, own, reason) => {
  const desk = deskDouble()
  const result = desk.run('put-absence', { absence: { ...SAMPLE_ABSENCE, ...own } })
  expect([result.ok ? 'ok' : result.reason, desk.written()]).toEqual([reason, []])
})

test('remove-absence takes it back, once; put-absence brings it again', () => {
  const { desk, kept } = withAbsence()
  expect(desk.run('remove-absence', TARGET)).toEqual({ ok: true, value: undefined })
  expect(kept()).toMatchObject({ deletedAt: expect.any(Number), time: SAMPLE_ABSENCE.time })
  expect(desk.run('remove-absence', TARGET)).toMatchObject({ ok: false, reason: 'not-found' })
  desk.run('put-absence', { absence: SAMPLE_ABSENCE })
  expect(kept()).toStrictEqual(SHARED)
})

test('remove-absence finds none where there is none, or another member’s', () => {
  const { desk } = withAbsence()
  const others = [
    { ...TARGET, id: uuid(602) },
    { ...TARGET, member: BEN },
  ].map((target) => desk.run('remove-absence', target))
  expect(others.map((result) => (result.ok ? 'ok' : result.reason))).toEqual(['not-found', 'not-found'])
})
