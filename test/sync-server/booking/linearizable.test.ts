import { expect, test } from 'vitest'
import { isLinearizable, type Seen, type Step } from './linearizable.ts'

type Take = Seen & { readonly got: boolean }

// One thing that the first who asks gets.
const take: Step<'there' | 'gone', Take> = (state, { got }) => (got === (state === 'there') ? ['gone'] : [])
const odd = (...calls: Take[]) => !isLinearizable(calls, 'there', take)

test('answers that no order explains are odd', () => {
  expect(odd({ invoked: 1, answered: 4, got: true }, { invoked: 2, answered: 3, got: true })).toBe(true)
  expect(odd({ invoked: 1, answered: 2, got: false })).toBe(true)
  expect(odd({ invoked: 1, answered: 2, got: true })).toBe(false)
})

test('calls at the same time may stand in any order; one that began after another had ended comes after it', () => {
  const late = (invoked: number): Take => ({ invoked, answered: 9, got: true })
  expect(odd({ invoked: 1, answered: 3, got: false }, late(2))).toBe(false)
  expect(odd({ invoked: 1, answered: 3, got: false }, late(4))).toBe(true)
})
