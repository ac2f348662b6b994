import type { HostStrategy } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import type { HostQuestion } from './host-question.ts'
import { type HostStanding, hostStandings } from './host-standings.ts'

/** S11: who takes it, what settled that, and the numbers it was settled by, candidate by candidate in their order. */
export type HostChoice = {
  readonly member: MemberId
  readonly strategy: HostStrategy
  readonly decidedBy: 'only-one' | Criterion | 'order'
  readonly standing: readonly HostStanding[]
}

export type Criterion = 'shortfall' | 'weight' | 'priority' | 'least-recent' | 'most-available'

const BALANCED: readonly Criterion[] = ['shortfall', 'weight', 'priority', 'least-recent']
const OWN: Readonly<Record<HostStrategy, readonly Criterion[]>> = {
  balanced: [],
  priority: ['priority'],
  'least-recent': ['least-recent'],
  'most-available': ['most-available'],
}

// Shortfalls are sums of quotients whose rounding errors stay under a billionth; shares of up to 100 hosts with weights up to 1,000
// differ by a hundred-thousandth or not at all. In between lies what counts as equal.
const EQUAL = 1e-7

/**
 * S11: the strategy's own criterion decides, then those of `balanced`: the largest shortfall from the weighted share, the weight, the
 * priority, the least recently booked, and at last the order of ids. undefined where there is nobody to choose from.
 *
 * Where all k who share can take every booking, whatever their weights and whenever they joined, `balanced` never has anybody more
 * than 1 - 1/k ahead of their target or more than 1/2 + 1/3 + … + 1/k behind: shortfalls sum up to 1 before each booking, so that
 * the largest is at least 1/k; and by induction any j of them are behind by j(1/(j+1) + … + 1/k) at most.
 */
export function chooseHost(question: HostQuestion): HostChoice | undefined {
  const { strategy } = question
  const standing = hostStandings(question)
  const { member, decidedBy } = settled(standing, [...new Set([...OWN[strategy], ...BALANCED])]) ?? {}
  return member && decidedBy && { member, strategy, decidedBy, standing }
}

function settled(
  standing: readonly HostStanding[],
  criteria: readonly Criterion[],
): Pick<HostChoice, 'member' | 'decidedBy'> | undefined {
  let left = standing
  if (left.length < 2) return left[0] && { member: left[0].member, decidedBy: 'only-one' }
  for (const decidedBy of criteria) {
    left = foremost(left, decidedBy)
    if (left.length === 1 && left[0]) return { member: left[0].member, decidedBy }
  }
  const [first] = left.map(({ member }) => member).toSorted()
  return first && { member: first, decidedBy: 'order' }
}

function foremost(standing: readonly HostStanding[], criterion: Criterion): readonly HostStanding[] {
  const scores = standing.map((one) => score(one, criterion))
  const best = Math.max(...scores)
  return standing.filter((_, i) => (scores[i] ?? 0) >= best - EQUAL)
}

/** The higher the sooner. */
function score(standing: HostStanding, criterion: Criterion): number {
  switch (criterion) {
    case 'shortfall':
    case 'weight':
    case 'priority':
      return standing[criterion]
    case 'least-recent':
      return -(standing.lastBookedAt ?? -Infinity)
    case 'most-available':
      return standing.availableMinutes ?? 0
  }
}
