import { array, assert, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { chooseHost } from '../../../src/core/scheduling/choose-host.ts'
import type { Candidate, HostQuestion, PastBooking } from '../../../src/core/scheduling/host-question.ts'
import { at, member, time } from './offer-builder.ts'

const HOUR = 3_600_000
const START = at('2026-11-20T09:00Z')

function candidate(n: number, given: Partial<Candidate> = {}): Candidate {
  return { member: member(n), weight: 1, priority: 0, absences: [], ...given }
}

/** Booked and held at the same time, `hours` after the start of this test's world. */
const past = (n: number, hours: number): PastBooking => {
  const when = instant(START + hours * HOUR)
  return { host: member(n), startsAt: when, bookedAt: when }
}

function question(given: Partial<HostQuestion> = {}): HostQuestion {
  return { strategy: 'balanced', candidates: [candidate(1), candidate(2)], history: [], start: START, ...given }
}

const decision = (given: Partial<HostQuestion>): unknown[] => {
  const choice = chooseHost(question(given))
  return [choice?.member, choice?.decidedBy]
}

type Able = { readonly candidates: readonly Candidate[]; readonly others?: readonly Candidate[] }

/** Who gets each of `count` bookings, one an hour; `who` says who can take one, and who else shares. */
function run(count: number, who: (start: Instant) => Able): PastBooking[] {
  const history: PastBooking[] = []
  for (let i = 0; i < count; i++) {
    const start = instant(START + i * HOUR)
    const choice = chooseHost(question({ ...who(start), history, start }))
    if (choice) history.push({ host: choice.member, startsAt: start, bookedAt: start })
  }
  return history
}

const counts = (history: readonly PastBooking[], hosts: number): number[] =>
  Array.from({ length: hosts }, (_, i) => history.filter(({ host }) => host === member(i + 1)).length)

test('S11 nobody to choose from is no choice, and of one it is said so', () => {
  expect(chooseHost(question({ candidates: [] }))).toBeUndefined()
  expect(decision({ candidates: [candidate(2)] })).toEqual([member(2), 'only-one'])
})

test('S11 weights 1:1:2:4 over 1,000 bookings give 125/125/250/500, never more than one from target on the way', () => {
  const weights = [1, 1, 2, 4]
  const candidates = weights.map((weight, i) => candidate(i + 1, { weight }))
  const history = run(1_000, () => ({ candidates }))
  expect(counts(history, 4)).toEqual([125, 125, 250, 500])
  const so = [0, 0, 0, 0]
  const farthest = history.map(({ host }, i) => {
    const taker = candidates.findIndex((one) => one.member === host)
    so[taker] = (so[taker] ?? 0) + 1
    return Math.max(...weights.map((weight, k) => Math.abs(((i + 1) * weight) / 8 - (so[k] ?? 0))))
  })
  expect(farthest.filter((off) => off > 1)).toEqual([])
  expect(Math.max(...farthest)).toBeLessThan(1)
})

test('S11 any weights: at most 1 - 1/k ahead of the share and 1/2 + … + 1/k behind it, newcomers or not', () => {
  const hosts = array(record({ weight: integer({ min: 1, max: 1_000 }), joins: integer({ min: -5, max: 60 }) }), {
    minLength: 2,
    maxLength: 8,
  })
  assert(
    property(hosts, (given) => {
      const all = given.map(({ weight, joins }, i) =>
        candidate(i + 1, { weight, joinedAt: instant(START + joins * HOUR) }),
      )
      const there = (start: Instant): Candidate[] => all.filter(({ joinedAt = start }) => joinedAt <= start)
      const behind = all.reduce((sum, _, i) => sum + 1 / (i + 1), -1)
      const off = new Map(all.map((one) => [one.member, 0]))
      for (const { host, startsAt } of run(100, (start) => ({ candidates: there(start) }))) {
        const present = there(startsAt)
        const weight = present.reduce((sum, one) => sum + one.weight, 0)
        for (const one of present) off.set(one.member, (off.get(one.member) ?? 0) + one.weight / weight)
        off.set(host, (off.get(host) ?? 0) - 1)
        expect(Math.max(...off.values())).toBeLessThanOrEqual(behind + 1e-9)
        expect(Math.min(...off.values())).toBeGreaterThanOrEqual(1 / all.length - 1 - 1e-9)
      }
    }),
    { numRuns: 60 },
  )
})

test('S11 a newcomer is not flooded: of the bookings that follow, the share and no more than one beside', () => {
  const joinedAt = instant(START + 400 * HOUR)
  const team = [candidate(1), candidate(2, { weight: 2 }), candidate(3, { joinedAt, weight: 3 })]
  const history = run(1_000, (start) => ({ candidates: start < joinedAt ? team.slice(0, 2) : team }))
  const after = history.slice(400)
  expect(counts(history.slice(0, 400), 3)).toEqual([133, 267, 0])
  for (let n = 1; n <= after.length; n++) {
    const newcomers = counts(after.slice(0, n), 3)[2] ?? 0
    expect(Math.abs(newcomers - n / 2)).toBeLessThanOrEqual(1)
  }
})

test('S11 nor is one back from a month’s absence', () => {
  const away = { start: instant(START + 200 * HOUR), end: instant(START + 920 * HOUR) }
  const team = [candidate(1), candidate(2), candidate(3, { absences: [away] })]
  const isAway = (start: Instant): boolean => away.start <= start && start < away.end
  const history = run(1_500, (start) =>
    isAway(start) ? { candidates: team.slice(0, 2), others: team.slice(2) } : { candidates: team },
  )
  expect(counts(history.slice(200, 920), 3)).toEqual([360, 360, 0])
  const after = history.slice(920)
  for (let n = 1; n <= after.length; n++) {
    expect(Math.abs((counts(after.slice(0, n), 3)[2] ?? 0) - n / 3)).toBeLessThanOrEqual(1)
  }
})

test('S11 who is at another meeting is not credited: the next ones are theirs', () => {
  const team = [candidate(1), candidate(2)]
  // Five in a row that only the first could take.
  const history = [0, 1, 2, 3, 4].map((hour) => past(1, hour))
  const choice = chooseHost(question({ history, start: instant(START + 5 * HOUR) }))
  expect(choice).toEqual({
    member: member(2),
    strategy: 'balanced',
    decidedBy: 'shortfall',
    standing: [
      {
        member: member(1),
        target: 3,
        count: 5,
        shortfall: -2,
        weight: 1,
        priority: 0,
        lastBookedAt: instant(START + 4 * HOUR),
      },
      { member: member(2), target: 3, count: 0, shortfall: 3, weight: 1, priority: 0 },
    ],
  })
  expect(decision({ candidates: team.slice(0, 1), others: team.slice(1), history })).toEqual([member(1), 'only-one'])
})

describe('S11 who was there when a booking was made has a share of it', () => {
  const share = (given: Partial<Candidate>, history = [past(1, 0)]): number | undefined =>
    chooseHost(question({ candidates: [candidate(1), candidate(2, given)], history, start: instant(START + 9 * HOUR) }))
      ?.standing[1]?.target

  test('joined before it was made, to the millisecond', () => {
    expect(share({})).toBe(1)
    expect(share({ joinedAt: START })).toBe(1)
    expect(share({ joinedAt: instant(START + 1) })).toBe(0.5)
  })

  test('not absent at its start, half-open', () => {
    expect(share({ absences: [{ start: START, end: instant(START + 1) }] })).toBe(0.5)
    expect(share({ absences: [{ start: instant(START - 1), end: START }] })).toBe(1)
    expect(share({ absences: [{ start: instant(START + 1), end: instant(START + HOUR) }] })).toBe(1)
  })

  test('whoever took it was there, whatever is known of absences since', () => {
    const sick = { absences: [{ start: START, end: instant(START + HOUR) }] }
    expect(share(sick, [past(2, 0)])).toBe(1)
  })

  test('bookings of those who are gone are nobody’s share', () => {
    expect(share({}, [past(9, 0), past(9, 1)])).toBe(0.5)
  })
})

test('S11 equal shortfalls: weight, then priority, then the least recently booked, then the order of ids', () => {
  // Each has had exactly the share that leaves them level: targets 3·w/w − count.
  const heavier = { candidates: [candidate(1), candidate(2, { weight: 2 })], history: [past(2, 0)] }
  expect(decision(heavier)).toEqual([member(1), 'shortfall'])
  // 1:3 after one each: 3·1/4 − 1 = −1/4 and 3·3/4 − 2 = 1/4; after 1 and 0 of two: equal at 2/4 − 0 and 6/4 − 1.
  const level = { candidates: [candidate(1), candidate(2, { weight: 3 })], history: [past(2, 0)] }
  expect(decision(level)).toEqual([member(2), 'weight'])
  expect(decision({ candidates: [candidate(1), candidate(2, { priority: 1 })] })).toEqual([member(2), 'priority'])
  expect(decision({ history: [past(1, 2), past(2, 1)] })).toEqual([member(2), 'least-recent'])
  expect(decision({ candidates: [candidate(2), candidate(1)] })).toEqual([member(1), 'order'])
})

test('S11 shortfalls that differ by rounding alone are equal', () => {
  // A third three times, against one whole: 1/3 + 1/3 + 1/3 is not told from 1.
  const team = [1, 2, 3].map((n) => candidate(n))
  expect(decision({ candidates: team, history: [past(1, 0), past(2, 1), past(3, 2)] })).toEqual([
    member(1),
    'least-recent',
  ])
  const weights = [7, 11, 13].map((weight, i) => candidate(i + 1, { weight, priority: i === 0 ? 1 : 0 }))
  const history = run(31 * 20, () => ({ candidates: weights }))
  expect(counts(history, 3)).toEqual([140, 220, 260])
})

test('S11 by priority: the highest first, their shares among equals', () => {
  const team = [candidate(1), candidate(2, { priority: 5 }), candidate(3, { priority: 5 })]
  expect(decision({ strategy: 'priority', candidates: team.slice(0, 2), history: [past(2, 0), past(2, 1)] })).toEqual([
    member(2),
    'priority',
  ])
  expect(decision({ strategy: 'priority', candidates: team, history: [past(2, 0)] })).toEqual([member(3), 'shortfall'])
})

test('S11 by least recently booked: when it was booked counts, not when it is, and never is longest ago', () => {
  const strategy = 'least-recent'
  const early = { host: member(1), startsAt: at('2027-01-01T00:00Z'), bookedAt: at('2026-01-01T00:00Z') }
  const late = { host: member(2), startsAt: at('2026-06-01T00:00Z'), bookedAt: at('2026-02-01T00:00Z') }
  expect(decision({ strategy, history: [early, late] })).toEqual([member(1), 'least-recent'])
  expect(decision({ strategy, history: [early] })).toEqual([member(2), 'least-recent'])
  const weighty = [candidate(1, { weight: 9 }), candidate(2)]
  expect(decision({ strategy, candidates: weighty, history: [early] })).toEqual([member(2), 'least-recent'])
})

test('S11 by most available: the most minutes, an unknown number being none', () => {
  const strategy = 'most-available'
  const minutes = (...given: (number | undefined)[]): Candidate[] =>
    given.map((availableMinutes, i) => candidate(i + 1, { availableMinutes }))
  expect(decision({ strategy, candidates: minutes(60, 61) })).toEqual([member(2), 'most-available'])
  expect(decision({ strategy, candidates: minutes(1, undefined), history: [past(1, 0)] })).toEqual([
    member(1),
    'most-available',
  ])
  expect(decision({ strategy, candidates: minutes(60, 60), history: [past(1, 0)] })).toEqual([member(2), 'shortfall'])
})

test('S16 the order in which candidates and history come changes nothing', () => {
  const span = time('2026-11-20T10:00Z', '2026-11-20T14:00Z')
  const team = [
    candidate(1, { weight: 2 }),
    candidate(2, { absences: [span] }),
    candidate(3, { joinedAt: instant(START + HOUR) }),
  ]
  const history = [1, 2, 3, 1, 1, 2, 3].map((n, hour) => past(n, hour))
  const start = instant(START + 9 * HOUR)
  const asked = chooseHost(question({ candidates: team, history, start }))
  const turned = chooseHost(question({ candidates: team.toReversed(), history: history.toReversed(), start }))
  expect(turned).toEqual({ ...asked, standing: asked?.standing.toReversed() })
})
