import { expect, test } from 'vitest'
import { needsOf } from '../../../src/core/scheduling/needs.ts'

const fixed = { required: true }
const other = { required: false }
const nurse = { required: true, group: 'nurses' }
const doctor = { required: true, group: 'doctors' }

test('S10 fixed hosts of no group are needed each, of a group any, and any of the others in a round robin', () => {
  const hosts = [other, nurse, fixed, doctor, nurse, other, fixed]
  const fixedNeeds = [
    { need: 'all', hosts: [2] },
    { need: 'all', hosts: [6] },
    { need: 'any', group: 'nurses', hosts: [1, 4] },
    { need: 'any', group: 'doctors', hosts: [3] },
  ]
  expect(needsOf('collective', hosts)).toEqual(fixedNeeds)
  expect(needsOf('round-robin', hosts)).toEqual([...fixedNeeds, { need: 'any', hosts: [0, 5] }])
  expect(needsOf('single', hosts)).toEqual([{ need: 'all', hosts: [0] }])
})

test('S10 a group of hosts who are not fixed is none', () => {
  const hosts = [fixed, { required: false, group: 'nurses' }]
  expect(needsOf('round-robin', hosts)).toEqual([
    { need: 'all', hosts: [0] },
    { need: 'any', hosts: [1] },
  ])
})

test('S10a a collective that requires nobody requires everybody, nobody is nobody', () => {
  expect(needsOf('collective', [other, { required: false, group: 'nurses' }])).toEqual([
    { need: 'all', hosts: [0] },
    { need: 'any', group: 'nurses', hosts: [1] },
  ])
  expect(needsOf('collective', [])).toEqual([])
  expect(needsOf('round-robin', [])).toEqual([])
  expect(needsOf('single', [])).toEqual([])
})
