import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failedCases, readSlotCases, type SlotCase } from '../../../bench/slot-case.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { openSlots } from '../../../src/core/scheduling/open-slots.ts'

const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/slots', name)
const read = (name: string): SlotCase[] => readSlotCases(JSON.parse(readFileSync(fixture(name), 'utf8')))

test.each([
  ['transitions.json', 120],
  ['workload-w0.json', 1],
  ['workload-w1.json', 1],
  ['workload-w2.json', 1],
  ['workload-w3.json', 1],
  ['workload-w4.json', 1],
  ['workload-w5.json', 1],
  ['workload-w6.json', 1],
])('S1 every case of %s is met exactly', (name, cases) => {
  const all = read(name)
  expect(all.length).toBe(cases)
  expect(failedCases(all)).toEqual([])
})

test('S1 a result that is one slot short, long or late fails', () => {
  const [first] = read('workload-w0.json')
  const cases = first ? [first] : []
  expect(failedCases(cases, (query) => openSlots(query).slice(1))).toEqual(['W0'])
  expect(failedCases(cases, (query) => [...openSlots(query), instant(0)])).toEqual(['W0'])
  expect(failedCases(cases, (query) => openSlots(query).map((start) => instant(start + 60_000)))).toEqual(['W0'])
})

const script = join(import.meta.dirname, '../../../bench/cases.ts')
const run = (...files: string[]): { status: number | null; answer: unknown } => {
  const { status, stdout } = spawnSync(process.execPath, [script, ...files], { encoding: 'utf8' })
  return { status, answer: JSON.parse(stdout || 'null') }
}

test('S1 the script compares any file of cases and ends with 1 on any difference', () => {
  expect(run(fixture('workload-w0.json'), fixture('workload-w1.json'))).toEqual({
    status: 0,
    answer: { cases: 2, failed: [] },
  })

  const [good] = read('workload-w0.json')
  if (!good) throw new Error('the fixture is empty')
  const wrong = join(mkdtempSync(join(tmpdir(), 'dayloom-cases-')), 'wrong.json')
  const cut = { input: { ...good.input, id: 'cut' }, expected: good.expected.slice(1) }
  const now = { ...good.input, id: 'notice', now: good.input.rangeStart, notice: 60 * 24 * 365 }
  writeFileSync(wrong, JSON.stringify([good, cut, { input: now, expected: [] }]))
  expect(run(wrong)).toEqual({ status: 1, answer: { cases: 3, failed: ['cut'] } })
  expect(run().status).toBe(1)
})
