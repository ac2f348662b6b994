import * as fc from 'fast-check'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import type { SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import type { Reason } from '../../../src/core/scheduling/reason.ts'
import { changedClockCases } from './changed-clock-cases.ts'
import { clockChanges } from './clock-changes.ts'
import { minuteOracle } from './oracle/minute-oracle.ts'
import { offerOracle } from './oracle/offer-oracle.ts'
import { randomOffers, type AskedOffer } from './random-offers.ts'
import { randomQueries } from './random-queries.ts'

/** What an engine answers; the real one, or a mutant of it. */
export type Engine = {
  readonly openSlots: (query: SlotQuery) => Instant[]
  readonly offeredSlots: (offer: Offer, range: Interval, now: Instant) => Instant[]
  readonly isOffered: (offer: Offer, start: Instant, now: Instant) => boolean
  readonly whyNot: (offer: Offer, start: Instant, now: Instant) => Reason[]
}

type EngineQuestion = { readonly name: string; readonly isWrong: (engine: Engine) => boolean }

/** The cases of 2026, random queries and offers, each with what a look at every minute finds; the same ones in every run. */
export function engineQuestions(): EngineQuestion[] {
  const offers = fc.sample(fc.noBias(randomOffers), { numRuns: 1_500, seed: 1 })
  return [
    ...clockQuestions(),
    ...queryQuestions(),
    ...offers.map(offerQuestion),
    ...offers.slice(0, 100).map(lawQuestion),
  ]
}

function clockQuestions(): EngineQuestion[] {
  const [from = 0, until = 0] = [2026, 2027].map((year) => Date.UTC(year, 0, 1) / 60_000)
  return clockChanges(from, until)
    .filter((_, i) => i % 5 === 0)
    .flatMap((change) =>
      Object.entries(changedClockCases(change)).map(([name, query]) => queryQuestion(`${change.zone}, ${name}`, query)),
    )
}

function queryQuestions(): EngineQuestion[] {
  const queries = fc.sample(fc.noBias(randomQueries), { numRuns: 600, seed: 1 })
  return queries.map((query, i) => queryQuestion(`random query ${i}`, query))
}

function queryQuestion(name: string, query: SlotQuery): EngineQuestion {
  const found = String(minuteOracle(query))
  return { name, isWrong: ({ openSlots }) => String(openSlots(query)) !== found }
}

function offerQuestion({ offer, range, now }: AskedOffer, i: number): EngineQuestion {
  const found = String(offerOracle(offer, range, now))
  return {
    name: `random offer ${i}`,
    isWrong: ({ offeredSlots }) => String(offeredSlots(offer, range, now)) !== found,
  }
}

/** S1 and S14: what is listed can be booked, the rest is refused for a reason. */
function lawQuestion({ offer, range, now }: AskedOffer, i: number): EngineQuestion {
  const listed = new Set<number>(offerOracle(offer, range, now))
  const step = 20 * 60_000
  const starts = [...listed]
  for (let at = Math.ceil(range.start / step) * step; at + offer.duration * 60_000 <= range.end; at += step)
    starts.push(at)
  return {
    name: `law of random offer ${i}`,
    isWrong: ({ isOffered, whyNot }) =>
      starts.some((at) => {
        const offered = isOffered(offer, instant(at), now)
        return offered !== listed.has(at) || offered !== (whyNot(offer, instant(at), now).length === 0)
      }),
  }
}
