import { z } from 'zod'
import type { MemberId } from '../model/ids.ts'
import { Break, DateOverride, Schedule, ScheduleRule, Travel, WeeklyHours } from '../model/schedule.ts'
import { WallDate } from '../model/wall.ts'
import type { EntityLayout } from './entity-layout.ts'
import type { EntityView } from './entity-view.ts'
import { isPlainObject } from './plain-value.ts'

/**
 * How a member's schedules lie in their document: a key for each day of the week, date, rule, break and travel, so that
 * edits meet. What is as usual has no key.
 */
export function scheduleLayout(member: MemberId): EntityLayout<Schedule> {
  return {
    root: 'schedules',
    schema: Schedule,
    keysOf: (schedule) => [...ownKeys(schedule), ...layerKeys(schedule)],
    candidate: (id, view) => ({ id, member, ...ownCandidate(view), ...layerCandidate(view) }),
  }
}

type Key = readonly [key: string, value: unknown]

function ownKeys({ name, zone, tentativeBlocks, holidays }: Schedule): Key[] {
  return [
    ['name', name],
    ['zone', zone],
    ['tentativeBlocks', tentativeBlocks ? undefined : false],
    ['holidays', holidays.observed ? undefined : { observed: false }],
    ...holidays.except.map((date): Key => [`workday:${date}`, true]),
  ]
}

function layerKeys({ weekly, overrides, rules, breaks, travel }: Schedule): Key[] {
  return [
    ...weekly.map(({ day, ranges }): Key => [`day:${day}`, ranges]),
    ...overrides.map(({ date, ranges }): Key => [`date:${date}`, ranges]),
    ...rules.map(({ id, ...rule }): Key => [`rule:${id}`, rule]),
    ...breaks.map(({ id, ...own }): Key => [`break:${id}`, own]),
    // The last of overlapping ones holds: their order says something.
    ...travel.map(({ from, until, zone }, place): Key => [`travel:${from}/${until}`, { zone, place }]),
  ]
}

// The model's bounds hold for what one person writes; together several may exceed them, and nothing must vanish by that.
const MOST = { overrides: 5_000, rules: 200, breaks: 200, travel: 500, except: 1_000 } as const

function ownCandidate(view: EntityView): object {
  const holidays = view.get('holidays')
  return {
    name: view.get('name'),
    zone: view.get('zone'),
    tentativeBlocks: view.get('tentativeBlocks') ?? true,
    holidays: {
      observed: isPlainObject(holidays) ? holidays['observed'] : true,
      except: view.items('workday:', WallDate, (date) => date).slice(0, MOST.except),
    },
  }
}

function layerCandidate(view: EntityView): object {
  const travel = view.items('travel:', PlacedTravel, (dates, value) => {
    const [from, until] = dates.split('/')
    return isPlainObject(value) ? { place: value['place'], travel: { zone: value['zone'], from, until } } : value
  })
  return {
    weekly: view.items('day:', WeeklyHours, (day, ranges) => ({ day: Number(day), ranges })),
    overrides: view.items('date:', DateOverride, (date, ranges) => ({ date, ranges })).slice(0, MOST.overrides),
    rules: view.items('rule:', ScheduleRule, withId).slice(0, MOST.rules),
    breaks: view.items('break:', Break, withId).slice(0, MOST.breaks),
    travel: travel
      .sort((a, b) => a.place - b.place)
      .map((placed) => placed.travel)
      .slice(-MOST.travel),
  }
}

const PlacedTravel = z.object({ travel: Travel, place: z.int() })

function withId(id: string, value: unknown): unknown {
  return isPlainObject(value) ? { ...value, id } : value
}
