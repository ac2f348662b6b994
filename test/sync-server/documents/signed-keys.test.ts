import { expect, test } from 'vitest'
import { claimedBetween } from '../../../sync-server/documents/signed-keys.ts'
import { ANNA } from '../started-server.ts'

const signing = { writer: ANNA, isMember: () => true }

function moved(times: number): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const moves = Array.from({ length: times }, (_, n) => [`movedTo:${n}`, { home: 'somewhere', at: 1 }] as const)
  return new Map([['entry', new Map<string, unknown>([['base', { source: 'desk', createdBy: ANNA }], ...moves])]])
}

test('Y5 one entry is moved apart by a few devices, and not by thousands: each has to be looked at with the next', () => {
  expect(claimedBetween(moved(31), moved(32), signing)).toEqual([{ kind: 'moved', id: 'entry', to: '31' }])
  expect(claimedBetween(moved(32), moved(33), signing)).toBeUndefined()
  // What stands stays, and can be taken back.
  expect(claimedBetween(moved(40), moved(39), signing)).toEqual([])
})
