import { askIntl } from './oracle/wall-minutes.ts'

const DAY = 1_440

/** A minute (since 1970) in which the clocks of a zone change, and what they show in it and would have shown, both likewise. */
export type ClockChange = {
  readonly zone: string
  readonly minute: number
  readonly shown: number
  readonly expected: number
}

/** Every change of a clock between two moments (minutes since 1970), in all zones that this runtime knows: asked of Intl alone. */
export function clockChanges(from: number, until: number): ClockChange[] {
  return Intl.supportedValuesOf('timeZone').flatMap((zone) => changesOf(zone, from, until))
}

function changesOf(zone: string, from: number, until: number): ClockChange[] {
  const offset = (minute: number): number => askIntl(zone, minute) - minute
  const changes: ClockChange[] = []
  let before = offset(from)
  for (let day = from; day < until; day += DAY) {
    const after = offset(day + DAY)
    if (after === before) continue
    const minute = firstWhere((minute) => offset(minute) === after, day, day + DAY)
    changes.push({ zone, minute, shown: minute + after, expected: minute + before })
    before = after
  }
  return changes
}

/** The first minute after `from` for which something holds, which from then on holds until `until`. */
function firstWhere(holds: (minute: number) => boolean, from: number, until: number): number {
  let [no, yes] = [from, until]
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2)
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}
