import { implement } from '@orpc/server'
import type { Affected, DayStretch, MemberTime, MovedPromise } from '../../src/core/contract/availability.ts'
import { deskContract, type Changed, type Session } from '../../src/core/contract/desk.ts'
import type { Absence } from '../../src/core/model/absence.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Holiday } from '../../src/core/model/holiday.ts'
import { AbsenceId, AppointmentId, type EventTypeId } from '../../src/core/model/ids.ts'
import { instant, type Instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { Schedule } from '../../src/core/model/schedule.ts'
import { WallDate, WallTime } from '../../src/core/model/wall.ts'
import { hoursWithin } from '../../src/core/scheduling/hours-within.ts'
import { intervalsOf } from '../../src/core/scheduling/intervals-of.ts'
import type { Reason } from '../../src/core/scheduling/reason.ts'
import { eventType, jonas, miriam, uuid, ZONE } from './clinic.ts'

const at = (iso: string): Instant => instant(Date.parse(iso))
const clock = (time: string, date = '2026-11-20'): Instant => at(`${date}T${time}:00+01:00`)

export const FIRST = eventType(1, 'First consultation', 45)

/** What the double answers about hours and offers. */
export type AvailabilityState = {
  absences: Absence[]
  affected: Affected[]
  holidays: Holiday[]
  /** What stands against a start, by event type; nothing where absent. */
  whyNot: (eventType: EventTypeId, start: Instant) => Reason[] | Promise<Reason[]>
  day: DayStretch[]
  common: Interval[]
  known: (member: MemberTime['member']) => MemberTime['source']
  moved: MovedPromise[]
}

export function availabilityState(): AvailabilityState {
  return {
    absences: [
      {
        id: AbsenceId.parse(uuid(12, 1)),
        member: miriam.id,
        time: { kind: 'dates', from: WallDate.parse('2026-12-21'), until: WallDate.parse('2026-12-31') },
        reason: 'vacation',
        delegate: jonas.id,
        source: 'manual',
      },
    ],
    affected: [],
    holidays: [
      { date: WallDate.parse('2026-12-25'), name: 'Christmas Day', source: 'country' },
      { date: WallDate.parse('2026-12-26'), name: 'Boxing Day', source: 'country' },
      { date: WallDate.parse('2026-12-24'), name: 'Company holidays', source: 'workspace' },
      { date: WallDate.parse('2027-01-01'), name: 'New Year’s Day', source: 'country' },
    ],
    whyNot: (id) => (id === FIRST.id ? REASONS : []),
    day: [
      { from: clock('00:00'), until: clock('08:00'), reasons: [outside()] },
      { from: clock('08:00'), until: clock('09:00'), reasons: [] },
      { from: clock('09:00'), until: clock('10:00'), reasons: [outside(), { kind: 'past' }] },
      { from: clock('10:00'), until: at('2026-11-21T00:00:00+01:00'), reasons: [outside()] },
    ],
    common: [
      { start: clock('09:00', '2026-11-23'), end: clock('11:30', '2026-11-23') },
      { start: clock('14:00', '2026-11-23'), end: clock('15:00', '2026-11-23') },
      { start: clock('08:00', '2026-11-25'), end: clock('12:00', '2026-11-25') },
    ],
    known: (member) => (member === miriam.id ? 'full' : 'busy-only'),
    moved: [],
  }
}

function outside(): Reason {
  const date = WallDate.parse('2026-11-20')
  const hours = [{ start: clock('08:00'), end: clock('13:00') }]
  return {
    kind: 'hosts',
    need: 'all',
    hosts: [{ member: miriam.id, reasons: [{ kind: 'outside-hours', date, hours }] }],
  }
}

const REASONS: Reason[] = [
  { kind: 'notice', minutes: 1_440, bookBefore: clock('16:00', '2026-11-19') },
  { kind: 'off-grid', earlier: clock('15:45'), later: clock('16:30') },
  outside(),
]

/** Two bookings that would lie outside. */
export function affected(): Affected[] {
  const time = {
    kind: 'timed' as const,
    startsAt: clock('09:00', '2026-11-23'),
    endsAt: clock('09:45', '2026-11-23'),
    zone: ZONE,
  }
  return [
    { appointment: AppointmentId.parse(uuid(14, 1)), title: 'First consultation: Hanna Krüger', time },
    { appointment: AppointmentId.parse(uuid(14, 2)), title: 'Follow-up: Emil Sander', time },
  ]
}

export function movedPromise(n: number, title: string): MovedPromise {
  return {
    appointment: AppointmentId.parse(uuid(13, n)),
    title,
    startsAt: clock('10:00', '2026-12-01'),
    endsAt: clock('10:45', '2026-12-01'),
    promised: { start: WallTime.parse('2026-12-01T11:00:00'), zone: ZONE },
    wouldStartAt: clock('11:00', '2026-12-01'),
  }
}

type Deps = {
  readonly state: {
    session: Session
    schedules: Schedule[]
    readonly appointments: readonly Appointment[]
    readonly availability: AvailabilityState
  }
  readonly asked: (path: string, input: unknown) => void
  readonly changed: (...collections: Changed) => void
}

/** The procedures about hours and offers, on what the test says. */
export function availabilityProcedures({ state, asked, changed }: Deps) {
  const os = implement(deskContract)
  const { availability } = state
  const putSchedule = (schedule: Schedule): Schedule => {
    state.schedules = state.schedules.map((entry) => (entry.id === schedule.id ? schedule : entry))
    changed('schedules')
    return schedule
  }
  return {
    schedules: {
      list: os.schedules.list.handler(() => state.schedules),
      setWeeklyHours: os.schedules.setWeeklyHours.handler(({ input: { id, weekly }, errors }) => {
        asked('schedules.setWeeklyHours', { id, weekly })
        const standing = state.schedules.find((entry) => entry.id === id)
        if (!standing) throw errors.REFUSED({ data: { reason: 'not-found', details: {} } })
        return putSchedule({ ...standing, weekly })
      }),
      hours: os.schedules.hours.handler(({ input: { member, span } }) => {
        const schedule = state.schedules.find((entry) => entry.member === member)
        if (!schedule) return { known: false, hours: [] }
        const { absences } = availability
        const spans = hoursWithin({ ...schedule, absences, holidays: [] }, span)
        return { known: true, hours: intervalsOf(spans) }
      }),
      put: os.schedules.put.handler(({ input }) => {
        asked('schedules.put', input.schedule)
        return putSchedule(input.schedule)
      }),
      impact: os.schedules.impact.handler(({ input }) => {
        asked('schedules.impact', 'schedule' in input ? 'schedule' : 'absence')
        return availability.affected
      }),
    },
    absences: {
      list: os.absences.list.handler(() => availability.absences),
      put: os.absences.put.handler(({ input: { absence } }) => {
        asked('absences.put', { ...absence, id: '' })
        availability.absences = [...availability.absences.filter(({ id }) => id !== absence.id), absence]
        changed('absences')
        return absence
      }),
      remove: os.absences.remove.handler(({ input }) => {
        asked('absences.remove', input)
        availability.absences = availability.absences.filter(({ id }) => id !== input.id)
        changed('absences')
      }),
    },
    freeBusy: {
      of: os.freeBusy.of.handler(({ input: { members } }) =>
        members.map((member) => ({ member, busy: [], free: [], source: availability.known(member) })),
      ),
      common: os.freeBusy.common.handler(({ input }) => {
        asked('freeBusy.common', { members: input.members, minutes: input.minutes })
        return availability.common.filter(({ start, end }) => end - start >= input.minutes * MINUTE)
      }),
    },
    whyNot: os.eventTypes.whyNot.handler(({ input }) => availability.whyNot(input.eventType, input.start)),
    whyNotDay: os.eventTypes.whyNotDay.handler(({ input }) => {
      asked('eventTypes.whyNotDay', { date: input.date, duration: input.duration })
      return availability.day
    }),
    movedPromises: os.appointments.movedPromises.handler(() => availability.moved),
    renewPromise: os.appointments.renewPromise.handler(({ input, errors }) => {
      asked('appointments.renewPromise', input)
      availability.moved = availability.moved.filter(({ appointment: id }) => id !== input.id)
      changed('appointments')
      const [some] = state.appointments
      if (!some) throw errors.REFUSED({ data: { reason: 'not-found', details: {} } })
      return some
    }),
    workspace: {
      setHolidays: os.workspace.setHolidays.handler(({ input: { holidayRegion, closures } }) => {
        asked('workspace.setHolidays', { holidayRegion, closures })
        const next = { ...state.session.workspace, holidayRegion, closures }
        state.session = { ...state.session, workspace: next }
        changed('session')
        return next
      }),
      holidays: os.workspace.holidays.handler(({ input: { from, until } }) =>
        availability.holidays
          .filter(({ date }) => date >= from && date <= until)
          .sort((a, b) => (a.date < b.date ? -1 : 1)),
      ),
      holidayRegions: os.workspace.holidayRegions.handler(() => [
        { country: 'AT', name: 'Austria', states: [] },
        {
          country: 'DE',
          name: 'Germany',
          states: [
            { state: 'BY', name: 'Bavaria' },
            { state: 'HH', name: 'Hamburg' },
          ],
        },
      ]),
    },
  }
}
