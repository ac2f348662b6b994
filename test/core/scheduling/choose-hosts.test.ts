import { expect, test } from 'vitest'
import { chooseHosts, type HostsQuestion } from '../../../src/core/scheduling/choose-hosts.ts'
import { freeHosts } from '../../../src/core/scheduling/free-hosts.ts'
import type { PastBooking } from '../../../src/core/scheduling/host-question.ts'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { absence, at, booking, busy, eventType, member, offer, offerHost } from './offer-builder.ts'

const NOW = at('2026-11-19T12:00Z')
const NINE = at('2026-11-20T09:00Z')

const taken = (n: number): OfferHost => offerHost(n, { busy: busy(['2026-11-20T09:59Z', '2026-11-20T10:00Z']) })
const away = (n: number, delegate: number): OfferHost =>
  offerHost(n, { absences: [absence(n, '2026-11-20', '2026-11-20', delegate)] })

/** `1!` is required, `2!a` of the group `a`, `3` one of the others. */
function team(
  category: string,
  hosts: string,
  known: readonly OfferHost[],
  given: Record<string, unknown> = {},
): Offer {
  const named = hosts.split(' ').map((text) => {
    const [n, group] = text.split('!')
    return { member: member(Number(n)), required: text.includes('!'), group: group === '' ? undefined : group }
  })
  return offer({ eventType: eventType({ category, hosts: named, ...given }), hosts: known })
}

const numbered = (id: string): number => Number(id.slice(-12))
/** `any a: 1 2for3`. */
const free = (given: Offer, start = NINE): string[] =>
  freeHosts(given, start, NOW).map(({ need, group, free }) => {
    const names = free.map(
      ({ member, standsInFor }) => `${numbered(member)}${standsInFor ? `for${numbered(standsInFor)}` : ''}`,
    )
    return `${[need, group].filter(Boolean).join(' ')}: ${names.join(' ')}`
  })
const past = (n: number, day: string): PastBooking => ({
  host: member(n),
  startsAt: at(`${day}T09:00Z`),
  bookedAt: at(`${day}T09:00Z`),
})
const chosen = (given: Offer, question: Partial<HostsQuestion> = {}): unknown =>
  chooseHosts(given, { start: NINE, now: NOW, history: [], ...question })?.map(({ member, standsInFor, choice }) =>
    [numbered(member), standsInFor && numbered(standsInFor), choice?.decidedBy]
      .filter((part) => part !== undefined)
      .join(' '),
  )

test('S10 who is free, need by need', () => {
  expect(free(team('one-on-one', '1 2', [offerHost(1), offerHost(2)]))).toEqual(['all: 1'])
  expect(free(team('one-on-one', '1 2', [taken(1), offerHost(2)]))).toEqual(['all: '])
  expect(
    free(
      team(
        'collective',
        '1! 2! 3',
        [1, 2, 3].map((n) => offerHost(n)),
      ),
    ),
  ).toEqual(['all: 1', 'all: 2'])
  expect(free(team('collective', '1 2', [taken(1), offerHost(2)]))).toEqual(['all: ', 'all: 2'])
  expect(free(team('round-robin', '3 1! 2 4', [offerHost(3), offerHost(1), taken(2), offerHost(4)]))).toEqual([
    'all: 1',
    'any: 3 4',
  ])
  expect(
    free(
      team(
        'round-robin',
        '1!a 2!b 3!a 4',
        [1, 2, 3, 4].map((n) => offerHost(n)),
      ),
    ),
  ).toEqual(['any a: 1 3', 'any b: 2', 'any: 4'])
})

test('S10 of those of whom something is known', () => {
  expect(free(team('round-robin', '1!a 2!a 3', [offerHost(2), offerHost(3)]))).toEqual(['any a: 2', 'any: 3'])
  // Where a need cannot be met at all there is nothing to ask.
  expect(free(team('round-robin', '1!a 2!a 3', [offerHost(3)]))).toEqual([])
  expect(free(team('round-robin', '1!a 2!a 3', [offerHost(1)]))).toEqual([])
  expect(free(team('collective', '1! 2!', [offerHost(1)]))).toEqual([])
})

test('S10 stand-ins follow the one in whose place they are', () => {
  expect(free(team('collective', '1! 2!', [away(1, 9), offerHost(2), offerHost(9)]))).toEqual(['all: 9for1', 'all: 2'])
  expect(free(team('round-robin', '1 2', [away(1, 9), offerHost(2), offerHost(9)]))).toEqual(['any: 9for1 2'])
  expect(free(team('round-robin', '1 2', [away(1, 9), offerHost(2), taken(9)]))).toEqual(['any: 2'])
  expect(free(team('round-robin', '1 2', [away(1, 9), offerHost(2), offerHost(9)]), at('2026-11-23T09:00Z'))).toEqual([
    'any: 1 2',
  ])
})

test('S12 also at a start that follows on what is busy for another', () => {
  const first = offerHost(1, { busy: busy(['2026-11-20T08:00Z', '2026-11-20T08:20Z']) })
  const gaps = team('collective', '1! 2!', [first, offerHost(2)], { fillGaps: true })
  expect(free(gaps, at('2026-11-20T08:20Z'))).toEqual(['all: 1', 'all: 2'])
})

test('S13 the host of a session with seats left is free for one more', () => {
  const session = booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { eventType: eventType().id, seats: 1 })
  const group = team('group', '1!', [offerHost(1, { bookings: [session] })], { capacity: 2 })
  expect(free(group)).toEqual(['all: 1'])
  expect(free({ ...group, places: 2 })).toEqual(['all: '])
})

test('S10 everyone who must be there is booked, one of each group and one of the others', () => {
  const all = [1, 2, 3, 4, 5].map((n) => offerHost(n))
  expect(chosen(team('one-on-one', '1 2', all))).toEqual(['1'])
  expect(chosen(team('collective', '1! 2! 3', all))).toEqual(['1', '2'])
  const mixed = team('round-robin', '1! 2!a 3!a 4 5', all)
  expect(chosen(mixed)).toEqual(['1', '2 order', '4 order'])
  expect(chosen(mixed, { history: [past(2, '2026-11-12'), past(4, '2026-11-12')] })).toEqual([
    '1',
    '3 shortfall',
    '5 shortfall',
  ])
  expect(
    chosen(team('round-robin', '1! 2!a 3!a 4 5', [offerHost(1), taken(2), offerHost(3), offerHost(4), taken(5)])),
  ).toEqual(['1', '3 only-one', '4 only-one'])
})

test('S10 where a need is met by nobody, nobody is chosen', () => {
  expect(chosen(team('collective', '1! 2!', [offerHost(1), taken(2)]))).toBeUndefined()
  expect(chosen(team('round-robin', '1! 2 3', [offerHost(1), taken(2), taken(3)]))).toBeUndefined()
  expect(chosen(team('round-robin', '1 2', []))).toBeUndefined()
})

test('S11 those who are busy just now keep their share, those who are away or came later have none to make up for', () => {
  const history = ['10', '11', '12', '13'].map((day) => past(1, `2026-11-${day}`))
  const since = { ...absence(3, '2026-11-09', '2026-11-15') }
  const hosts = [offerHost(1), offerHost(2), offerHost(3, { absences: [since] }), offerHost(4)]
  const asked = { start: NINE, now: NOW, history, joinedAt: new Map([[member(4), at('2026-11-12T09:01Z')]]) }
  const found = chooseHosts(team('round-robin', '1 2 3 4', hosts), asked)
  // On the 10th to the 12th two were there, on the 13th three, today four.
  expect(found?.[0]?.choice?.standing.map(({ member, target, count }) => [numbered(member), target, count])).toEqual([
    [1, 3 / 2 + 1 / 3 + 1 / 4, 4],
    [2, 3 / 2 + 1 / 3 + 1 / 4, 0],
    [3, 1 / 4, 0],
    [4, 1 / 3 + 1 / 4, 0],
  ])
  expect(found?.map(({ member }) => numbered(member))).toEqual([2])
  const busyNow = [offerHost(1), taken(2), ...hosts.slice(2)]
  const without = chooseHosts(team('round-robin', '1 2 3 4', busyNow), asked)
  expect(without?.[0]?.choice?.standing.map(({ member, target }) => [numbered(member), target])).toEqual([
    [1, 3 / 2 + 1 / 3 + 1 / 4],
    [3, 1 / 4],
    [4, 1 / 3 + 1 / 4],
  ])
})

test('S11 by the type’s strategy, weights and priorities', () => {
  const named = [1, 2, 3].map((n) => ({
    member: member(n),
    required: false,
    priority: n === 2 ? 5 : 0,
    weight: n === 3 ? 9 : 1,
  }))
  const hosts = [1, 2, 3].map((n) => offerHost(n))
  const by = (strategy: string): Offer =>
    offer({ eventType: eventType({ category: 'round-robin', hosts: named, strategy }), hosts })
  expect(chosen(by('balanced'))).toEqual(['3 shortfall'])
  expect(chosen(by('priority'))).toEqual(['2 priority'])
  expect(chosen(by('least-recent'), { history: [past(3, '2026-11-10'), past(2, '2026-11-11')] })).toEqual([
    '1 least-recent',
  ])
  const availableMinutes = new Map([1, 2, 3].map((n) => [member(n), n === 1 ? 90 : 60]))
  expect(chosen(by('most-available'), { availableMinutes })).toEqual(['1 most-available'])
})

test('S10 stand-ins are chosen only where no host is free, and one who stands in for two is booked once', () => {
  expect(chosen(team('round-robin', '1 2', [away(1, 9), offerHost(2), offerHost(9)]))).toEqual(['2 only-one'])
  expect(chosen(team('round-robin', '1 2', [away(1, 9), taken(2), offerHost(9)]))).toEqual(['9 1 only-one'])
  expect(chosen(team('collective', '1! 2!', [away(1, 9), away(2, 9), offerHost(9)]))).toEqual(['9 1'])
})
