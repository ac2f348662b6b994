import { expect, test } from 'vitest'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { freeHosts } from '../../../src/core/scheduling/free-hosts.ts'
import { isOffered, offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import type { Reason } from '../../../src/core/scheduling/reason.ts'
import { seatsLeft } from '../../../src/core/scheduling/seats-left.ts'
import { whyNotDay } from '../../../src/core/scheduling/why-not-day.ts'
import { whyNot } from '../../../src/core/scheduling/why-not.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { brokenLaw, LONG_TIME } from './oracle/law-runs.ts'
import { randomOffers, type AskedOffer } from './random-offers.ts'

const listOf = ({ offer, range, now }: AskedOffer): Instant[] => offeredSlots(offer, range, now)

test('S1 S14 what is listed can be booked; any other start is refused, for a reason', LONG_TIME, () => {
  const holds = (asked: AskedOffer): boolean => {
    const listed = new Set(listOf(asked))
    return startsOf(asked).every((start) => {
      const offered = isOffered(asked.offer, start, asked.now)
      const reasons = whyNot(asked.offer, start, asked.now)
      if (offered !== listed.has(start) || offered !== (reasons.length === 0)) return false
      return agreesWithHosts(asked, start, reasons)
    })
  }
  expect(brokenLaw(randomOffers, 80, holds)).toBeUndefined()
})

/** S10 and S13: somebody is free for each need exactly if no host and no limit is a reason; what is offered has seats. */
function agreesWithHosts({ offer, now }: AskedOffer, start: Instant, reasons: readonly Reason[]): boolean {
  const needs = freeHosts(offer, start, now)
  if (needs.length === 0) return reasons.length > 0
  const places = offer.eventType.category === 'group' ? (offer.places ?? 1) : 1
  if (reasons.length === 0 && seatsLeft(offer, start) < places) return false
  const isMet = needs.every(({ free }) => free.length > 0)
  return isMet === !reasons.some(({ kind }) => kind === 'hosts' || kind === 'limit')
}

/** Every fifth minute at which a slot would lie within the range, and all that are listed. */
function startsOf(asked: AskedOffer): Instant[] {
  const { offer, range } = asked
  const step = 5 * 60_000
  const starts = listOf(asked)
  for (let at = Math.ceil(range.start / step) * step; at + offer.duration * 60_000 <= range.end; at += step)
    starts.push(instant(at))
  return starts
}

test('S14 a day told in stretches tells of each start what asking for it tells', LONG_TIME, () => {
  const holds = ({ offer, range, now }: AskedOffer): boolean => {
    const zone = offer.eventType.zone ?? offer.hosts[0]?.schedule.zone
    if (!zone) return true
    const date = WallDate.parse(new Date((range.start + range.end) / 2).toISOString().slice(0, 10))
    const day = whyNotDay(offer, date, zone, now)
    const [first, last] = [day[0], day.at(-1)]
    if (!first || !last) return true
    const within = { start: first.from, end: instant(last.until + offer.duration * 60_000) }
    const listed = offeredSlots(offer, within, now).filter((start) => start < last.until)
    const open = day.filter(({ reasons }) => reasons.length === 0)
    const isTold = (start: Instant): boolean => open.some(({ from, until }) => start >= from && start < until)
    const follow = day.every(({ until }, i) => until === (day[i + 1]?.from ?? until))
    return follow && listed.every(isTold) && open.every(({ from }) => listed.includes(from))
  }
  expect(brokenLaw(randomOffers, 150, holds)).toBeUndefined()
})
