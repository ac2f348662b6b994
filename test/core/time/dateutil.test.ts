import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { expandSeries } from '../../../src/core/time/recurrence.ts'
import { askDateutil, inItsWords, pythonWithDateutil, QUIRKS, wall, type Question } from './dateutil.ts'
import { FREQUENCIES, randomRules, textOf, type RandomRule } from './random-rules.ts'

const RULES = 3_000
const seed = Number(process.env['DATEUTIL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

// A combination of INTERVAL and BYHOUR, BYMINUTE or BYSECOND that never meets: it says so, we find nothing.
const NEVER = /^Invalid (combination of interval|rrule byxxx generates an empty set)/

type Compared = {
  readonly given: RandomRule
  readonly question: Question
  readonly ours: string[]
  readonly theirs: string[] | string
}

describe.skipIf(pythonWithDateutil === undefined)('python-dateutil', () => {
  test(`T ${RULES} random rules have the starts that python-dateutil finds`, () => {
    console.info(`DATEUTIL_SEED=${seed}`)
    const asked = fc.sample(randomRules, { seed, numRuns: RULES }).map(inItsWords)
    const put = asked.flatMap(({ question, ...rest }) => (question ? [{ ...rest, question }] : []))
    const answers = askDateutil(put.map((one) => one.question))
    const compared = put.flatMap((one, n) => {
      const theirs = answers[n] ?? 'nothing'
      if (theirs === 'slow') return []
      return [
        { ...one, theirs: typeof theirs === 'string' && NEVER.test(theirs) ? [] : theirs, ours: ourStarts(one.given) },
      ]
    })

    const wrong = compared.filter(({ ours, theirs }) => ours.join() !== String(theirs))
    expect({ seed, wrong: wrong.slice(0, 5).map(told) }).toEqual({ seed, wrong: [] })

    expect(answers.length).toBe(put.length)
    expect(compared.length).toBeGreaterThan(RULES * 0.9)
    expect(put.length - compared.length).toBeLessThan(RULES * 0.02)
    for (const freq of FREQUENCIES) {
      expect([
        freq,
        compared.filter((one) => one.given.freq === freq && one.ours.length > 0).length > RULES / 50,
      ]).toEqual([freq, true])
    }
    for (const quirk of QUIRKS) {
      expect([quirk, asked.some((one) => one.quirks.includes(quirk))]).toEqual([quirk, true])
    }
  }, 300_000)

  test.each([
    ['the start of the week is always Monday', without('WKST')],
    ['BYSETPOS is left out', without('BYSETPOS')],
    ['every interval is 1', without('INTERVAL')],
    ['UNTIL is left out', without('UNTIL')],
  ])('T the comparison notices where %s', (_, fault) => {
    const asked = fc.sample(randomRules, { seed: 20_261_120, numRuns: 300 }).map(inItsWords)
    const put = asked.flatMap(({ given, question }) => (question ? [{ given, question }] : []))
    const answers = askDateutil(put.map((one) => one.question))
    const agreed = put.filter(
      ({ given }, n) => Array.isArray(answers[n]) && ourStarts(given).join() === String(answers[n]),
    )
    expect(agreed.length).toBeGreaterThan(200)
    expect(agreed.some(({ given }) => ourStarts(fault(given)).join() !== ourStarts(given).join())).toBe(true)
  })
})

function without(name: string): (given: RandomRule) => RandomRule {
  return (given) => ({
    ...given,
    parts: Object.fromEntries(Object.entries(given.parts).filter(([part]) => part !== name)),
  })
}

function told({ given, question, ours, theirs }: Compared) {
  const at = ours.findIndex((start, n) => start !== theirs[n])
  const near = (starts: string[] | string) => (typeof starts === 'string' ? starts : starts.slice(at, at + 3))
  return { rule: textOf(given.freq, given.parts), question, at, ours: near(ours), theirs: near(theirs) }
}

function ourStarts(given: RandomRule): string[] {
  const rules = [textOf(given.freq, given.parts)]
  const series = Series.parse({ start: wall(given.start), allDay: false, length: 0, rules, rdates: [], exdates: [] })
  return expandSeries(series, given, 1_000_000).map((one) => one.original)
}
