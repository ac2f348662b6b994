import type { Occurrence } from '../core/contract/desk.ts'
import type { Interval } from '../core/model/instant.ts'
import type { WallDate, ZoneName } from '../core/model/wall.ts'
import { WallDate as WallDay, ZoneName as Zone } from '../core/model/wall.ts'
import { addDays, instantOf, isoWithOffset, startOfDay } from '../core/time/wall-clock.ts'
import type { DeskClient } from '../engine/desk-client.ts'
import { dataFolder } from './data-folder.ts'
import { openDesk } from './open-desk.ts'

export type AgendaOptions = {
  readonly data?: string
  readonly profile?: string
  readonly from: WallDate
  readonly to: WallDate
  readonly timezone?: ZoneName
  readonly json?: boolean
}

/** One occurrence as it is printed: ISO with the zone's offset; an all-day one from midnight to the midnight after its last day. */
type AgendaItem = {
  id: string
  calendar: string
  title: string
  start: string
  end: string
  allDay: boolean
  status: string
}

/** `dayloom agenda`: one object or line per occurrence, by start. */
export async function runAgenda(options: AgendaOptions): Promise<void> {
  const zone = options.timezone ?? Zone.parse(Intl.DateTimeFormat().resolvedOptions().timeZone)
  await using desk = await openDesk(dataFolder(options).desk)
  const items = await agendaItems(desk.call, options, zone)
  process.stdout.write(options.json ? `${JSON.stringify(items)}\n` : items.map(line).join(''))
}

async function agendaItems(call: DeskClient, { from, to }: AgendaOptions, zone: ZoneName): Promise<AgendaItem[]> {
  const calendars = await call.calendars.list()
  const names = new Map(calendars.map(({ calendar }) => [calendar.id, calendar.name]))
  const found = new Map<string, AgendaItem>()
  for (const span of yearsOf(from, to, zone)) {
    for (const occurrence of await call.appointments.within({ span, zone })) {
      const item = itemOf(occurrence, names.get(occurrence.calendar) ?? occurrence.calendar, zone)
      found.set(`${item.id} ${occurrence.original ?? ''}`, item)
    }
  }
  return [...found.values()]
}

// An engine answers at most 400 days at once.
function yearsOf(from: WallDate, to: WallDate, zone: ZoneName): Interval[] {
  const spans: Interval[] = []
  for (let first = from; first <= to; first = addDays(first, 365)) {
    const last = addDays(first, 364) < to ? addDays(first, 364) : to
    spans.push({ start: startOfDay(first, zone), end: startOfDay(addDays(last, 1), zone) })
  }
  return spans
}

function itemOf(occurrence: Occurrence, calendar: string, zone: ZoneName): AgendaItem {
  const { appointment: id, status, time } = occurrence
  const title = occurrence.busyOnly ? 'Busy' : occurrence.title
  return { id, calendar, title, ...readings(time, zone), status }
}

function readings(time: Occurrence['time'], zone: ZoneName): Pick<AgendaItem, 'start' | 'end' | 'allDay'> {
  switch (time.kind) {
    case 'all-day':
      return { start: midnight(time.firstDay, zone), end: midnight(addDays(time.lastDay, 1), zone), allDay: true }
    case 'timed':
      return { start: isoWithOffset(time.startsAt, zone), end: isoWithOffset(time.endsAt, zone), allDay: false }
    case 'floating':
      return {
        start: isoWithOffset(instantOf(time.start, zone), zone),
        end: isoWithOffset(instantOf(time.end, zone), zone),
        allDay: false,
      }
  }
}

function midnight(date: WallDate, zone: ZoneName): string {
  return isoWithOffset(startOfDay(date, zone), zone)
}

// For people an all-day one is its first and its last day.
function span({ start, end, allDay }: AgendaItem): string {
  return allDay ? `${start.slice(0, 10)}  ${addDays(WallDay.parse(end.slice(0, 10)), -1)}` : `${start}  ${end}`
}

function line(item: AgendaItem): string {
  const { title, calendar, status } = item
  return `${span(item)}  ${title}  [${calendar}]${status === 'confirmed' ? '' : `  ${status}`}\n`
}
