import { createAppointment } from '../../src/core/commands/create-appointment.ts'
import { createCalendar } from '../../src/core/commands/create-calendar.ts'
import type { AnyCommand } from '../../src/core/commands/commands.ts'
import { putAbsence } from '../../src/core/commands/put-absence.ts'
import { putBookingLink } from '../../src/core/commands/put-booking-link.ts'
import { putEventType } from '../../src/core/commands/put-event-type.ts'
import { putSchedule } from '../../src/core/commands/put-schedule.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { type Clinic, weekdayNumber } from './clinic.ts'
import { allDayAt, datesAt, demoWeek, seriesFrom, timedAt } from './demo-times.ts'

/** One command of a member; its input is what would come over a wire. */
export type DemoCommand = { readonly command: AnyCommand; readonly actor: MemberId; readonly input: unknown }

export type DemoIds = {
  readonly workspace: WorkspaceId
  member(key: string): MemberId
  calendar(key: string): string
  newId(): string
}

/** Everything the clinic's members have done before the demo begins, in order. */
export function demoCommands(clinic: Clinic, ids: DemoIds, at: { now: Instant; zone: ZoneName }): DemoCommand[] {
  return [
    ...calendarCommands(clinic, ids, at.zone),
    ...clinic.members.flatMap(({ key }) => bookableCommands(clinic, key, ids, at.zone)),
    ...absenceCommands(clinic, ids, at),
    ...appointmentCommands(clinic, ids, at),
  ]
}

function calendarCommands({ calendars }: Clinic, ids: DemoIds, zone: ZoneName): DemoCommand[] {
  return calendars.map(({ key, owner, ...calendar }) => ({
    command: createCalendar,
    actor: ids.member(owner),
    input: Object.assign(calendar, { id: ids.calendar(key), zone }),
  }))
}

function bookableCommands(clinic: Clinic, key: string, ids: DemoIds, zone: ZoneName): DemoCommand[] {
  const actor = ids.member(key)
  const document = documentName({ kind: 'member', workspace: ids.workspace, member: actor })
  const schedule = {
    id: ids.newId(),
    member: actor,
    name: 'Opening hours',
    zone,
    weekly: weeklyOf(clinic, key),
    overrides: [],
    breaks: breaksOf(clinic, key, ids),
  }
  const types = clinic.eventTypes.filter((type) => type.member === key)
  const slug = clinic.links.find(([member]) => member === key)?.[1]
  return [
    { command: putSchedule, actor, input: { schedule } },
    ...types.flatMap((type) => {
      const eventType = eventTypeOf(type, { clinic, ids, schedule: schedule.id })
      const link = { id: ids.newId(), eventType: eventType.id, slug: slug ?? type.slug, active: true }
      return [
        { command: putEventType, actor, input: { document, eventType } },
        { command: putBookingLink, actor, input: { document, link } },
      ]
    }),
  ]
}

function weeklyOf({ schedules }: Clinic, key: string) {
  const byDay = Map.groupBy(schedules[key] ?? [], ([day]) => weekdayNumber(day))
  return [...byDay].map(([day, ranges]) => ({ day, ranges: ranges.map(([, start, end]) => ({ start, end })) }))
}

function breaksOf({ breaks }: Clinic, key: string, { newId }: DemoIds) {
  const own = breaks.filter(({ member }) => member === key)
  return own.map(({ name, days, start, end }) => ({
    id: newId(),
    name,
    dates: { kind: 'weekly', days: days.map(weekdayNumber) },
    ranges: [{ start, end }],
  }))
}

function absenceCommands({ absences }: Clinic, ids: DemoIds, { now, zone }: { now: Instant; zone: ZoneName }) {
  const week = demoWeek(now, zone)
  return absences.map((away): DemoCommand => {
    const { firstDay: from, lastDay: until } = datesAt(week, away)
    const actor = ids.member(away.member)
    const delegate = away.delegate === undefined ? undefined : ids.member(away.delegate)
    const time = { kind: 'dates', from, until }
    const absence = { id: ids.newId(), member: actor, time, reason: 'other', delegate, source: 'manual' }
    return { command: putAbsence, actor, input: { absence } }
  })
}

type Typing = { readonly clinic: Clinic; readonly ids: DemoIds; readonly schedule: string }

function eventTypeOf(type: Clinic['eventTypes'][number], { clinic, ids, schedule }: Typing) {
  const { member: key, name, slug, description, minutes, step, after, notice, days, location, questions } = type
  const member = ids.member(key)
  return {
    id: ids.newId(),
    owner: member,
    name,
    slug,
    description,
    category: 'one-on-one',
    durations: [minutes],
    step,
    offset: 0,
    buffers: { before: 0, after },
    notice,
    horizon: { kind: 'calendar-days', days },
    schedule,
    hosts: [{ member, required: true }],
    locations: [location],
    questions: questions.map((question) => Object.assign(question, { id: ids.newId() })),
    colour: clinic.members.find((own) => own.key === key)?.colour,
    private: false,
    status: 'active',
  }
}

function appointmentCommands(clinic: Clinic, ids: DemoIds, { now, zone }: { now: Instant; zone: ZoneName }) {
  const week = demoWeek(now, zone)
  const create = (calendar: string, input: object): DemoCommand => {
    const owner = clinic.calendars.find(({ key }) => key === calendar)?.owner ?? calendar
    const what = { ...input, id: ids.newId(), calendar: ids.calendar(calendar) }
    return { command: createAppointment, actor: ids.member(owner), input: what }
  }
  return [
    ...singles(clinic).map(({ calendar, title, ...at }) => create(calendar, { title, time: timedAt(week, at) })),
    ...clinic.series.map((one) => {
      const { title, location, availability } = one
      return create(one.calendar, { title, location, availability, series: seriesFrom(week, one) })
    }),
    ...clinic.allDay.map(({ calendar, title, availability, ...at }) =>
      create(calendar, { title, availability, time: allDayAt(week, at) }),
    ),
  ]
}

const WEEKS = { a: [0], b: [-1, 1] } as const
const ENTRY = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d:\d\d) (\d+) (.+)$/

/** The appointments of three weeks, each with a patient of its own where one belongs to it. */
function singles({ appointments, patients }: Clinic) {
  let next = 0
  const patient = () => patients[next++ % patients.length] ?? ''
  return appointments.flatMap(({ calendar, week, at }) =>
    WEEKS[week].flatMap((number) =>
      at.map((entry) => {
        const [, day, start, minutes, title] = ENTRY.exec(entry) ?? []
        if (!isDay(day) || start === undefined || title === undefined) throw new Error(`not an entry: ${entry}`)
        return { calendar, week: number, day, start, minutes: Number(minutes), title: title.replace('*', patient) }
      }),
    ),
  )
}

function isDay(day: string | undefined): day is Clinic['series'][number]['day'] {
  return day !== undefined
}
