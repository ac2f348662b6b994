import { EventPublisher, implement, ORPCError } from '@orpc/server'
import type { ImportReport } from '../../src/core/contract/calendar-file.ts'
import {
  type Changed,
  deskContract,
  type NewAppointment,
  type Occurrence,
  type RefusedCommand,
  type Scope,
} from '../../src/core/contract/desk.ts'
import type { Glance, Onlooked } from '../../src/core/contract/presence.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { SyncState } from '../../src/core/contract/sync-state.ts'
import type { Appointment, AppointmentTime, Override } from '../../src/core/model/appointment.ts'
import { Calendar } from '../../src/core/model/calendar.ts'
import { AppointmentId, CalendarId } from '../../src/core/model/ids.ts'
import { HOUR, instant } from '../../src/core/model/instant.ts'
import type { Schedule } from '../../src/core/model/schedule.ts'
import type { WallTime } from '../../src/core/model/wall.ts'
import { availabilityProcedures, availabilityState, type AvailabilityState } from './availability-double.ts'
import { bookingsDouble, bookingsState, type BookingsState } from './bookings-double.ts'
import { appointment, bookingLink, clinicCalendars, eventType, miriam, schedule, uuid, workspace } from './clinic.ts'
import { peopleProcedures, peopleState, type PeopleState } from './people-double.ts'
import { occurrencesOf, touches } from './occurrences-of.ts'

export type DoubleState = PeopleState & {
  sync: SyncState
  refused: RefusedCommand[]
  /** Who else looks, and what the window has said it shows. */
  onlooked: Onlooked
  glance: Glance | undefined
  calendars: ReturnType<typeof clinicCalendars>
  appointments: Appointment[]
  schedules: Schedule[]
  bookings: BookingsState
  /** What is worked out of hours, absences and appointments. */
  availability: AvailabilityState
  report: ImportReport
  /** How many of an import are written before it waits to be told to go on. */
  importPause: Promise<void> | undefined
  /** Calls that end in a refusal, by path (`appointments.move`). */
  refuse: Map<string, RefusalReason>
  /** Everything that was asked to be changed, in order. */
  calls: { path: string; input: unknown }[]
}

/** An engine in memory that behaves as the contract says, for the screens' tests: no disk, no server, no merging. */
export function createEngineDouble(start: Partial<DoubleState>) {
  const state: DoubleState = {
    ...peopleState(),
    sync: { phase: 'online', waiting: 0, refused: 0, syncedAt: instant(Date.UTC(2026, 10, 20, 8)) },
    refused: [],
    onlooked: [],
    glance: undefined,
    calendars: clinicCalendars(),
    appointments: [],
    schedules: [schedule],
    bookings: bookingsState(),
    availability: availabilityState(),
    report: {
      calendar: CalendarId.parse(uuid(3, 1)),
      total: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      setAside: [],
      flagged: [],
    },
    importPause: undefined,
    refuse: new Map(),
    calls: [],
    ...start,
  }
  const news = new EventPublisher<{ changed: Changed; sync: SyncState; onlooked: Onlooked }>()
  const control: Control = {
    state,
    changed: (...collections: Changed) => news.publish('changed', collections),
    setSync: (sync: Partial<SyncState>) => {
      state.sync = { ...state.sync, ...sync }
      news.publish('sync', state.sync)
    },
    look: (onlooked) => {
      state.onlooked = onlooked
      news.publish('onlooked', onlooked)
    },
  }
  return { ...control, router: routerOf(control, news) }
}

type Control = {
  readonly state: DoubleState
  readonly changed: (...collections: Changed) => void
  readonly setSync: (sync: Partial<SyncState>) => void
  readonly look: (onlooked: Onlooked) => void
}

function routerOf(
  { state, changed, setSync }: Control,
  news: EventPublisher<{ changed: Changed; sync: SyncState; onlooked: Onlooked }>,
) {
  const os = implement(deskContract)
  const asked = (path: string, input: unknown): void => {
    state.calls.push({ path, input })
    const reason = state.refuse.get(path)
    if (reason) refuse(reason)
  }
  const find = (id: string): Appointment => state.appointments.find((a) => a.id === id) ?? refuse('not-found')
  const replace = (next: Appointment): Appointment => {
    state.appointments = state.appointments.map((a) => (a.id === next.id ? next : a))
    changed('appointments')
    return next
  }
  const people = peopleProcedures({ state, asked, changed, setSync })
  const offers = availabilityProcedures({ state, asked, changed })
  return os.router({
    bookings: bookingsDouble({ state: state.bookings, asked, find }),
    session: people.session,
    members: people.members,
    teams: people.teams,
    sync: {
      state: os.sync.state.handler(() => state.sync),
      watch: os.sync.watch.handler(async function* ({ signal }) {
        yield state.sync
        yield* news.subscribe('sync', { signal })
      }),
      refused: os.sync.refused.handler(() => state.refused),
      dismiss: os.sync.dismiss.handler(({ input }) => {
        asked('sync.dismiss', input)
        state.refused = state.refused.filter((command) => command.id !== input.id)
        setSync({ refused: state.refused.length })
        changed('refused')
      }),
      dismissRestored: os.sync.dismissRestored.handler(() => {
        asked('sync.dismissRestored', undefined)
        setSync({ restored: undefined })
      }),
    },
    presence: {
      look: os.presence.look.handler(async function* ({ input, signal }) {
        state.glance = input
        yield state.onlooked
        yield* news.subscribe('onlooked', { signal })
      }),
    },
    changes: {
      watch: os.changes.watch.handler(async function* ({ signal }) {
        yield* news.subscribe('changed', { signal })
      }),
    },
    calendars: {
      list: os.calendars.list.handler(() => state.calendars),
      create: os.calendars.create.handler(({ input }) => {
        asked('calendars.create', input)
        const calendar = Calendar.parse({
          id: uuid(3, state.calendars.length + 1),
          owner: miriam.id,
          name: input.name,
          description: '',
          colour: input.colour ?? '#4f6bdc',
          zone: workspace.zone,
          countsAsBusy: true,
          receivesBookings: false,
          archived: false,
        })
        state.calendars = [...state.calendars, { calendar, permission: 'admin', ownerName: miriam.name, shares: [] }]
        changed('calendars')
        return calendar
      }),
      edit: os.calendars.edit.handler(({ input: { id, ...change } }) => {
        asked('calendars.edit', { id, ...change })
        state.calendars = state.calendars.map((view) =>
          view.calendar.id === id ? { ...view, calendar: Calendar.parse({ ...view.calendar, ...change }) } : view,
        )
        changed('calendars')
        return state.calendars.find((view) => view.calendar.id === id)?.calendar ?? refuse('not-found')
      }),
      pass: os.calendars.pass.handler(({ input }) => asked('calendars.pass', input)),
      share: os.calendars.share.handler(({ input }) => {
        asked('calendars.share', input)
        if ('team' in input) return
        const { calendar, member, permission } = input
        state.calendars = state.calendars.map((view) => {
          if (view.calendar.id !== calendar) return view
          const others = view.shares.filter((share) => share.member !== member)
          return { ...view, shares: permission ? [...others, { member, permission }] : others }
        })
        changed('calendars')
      }),
    },
    appointments: {
      within: os.appointments.within.handler(({ input }) => occurrencesWithin(state, input)),
      get: os.appointments.get.handler(({ input }) => find(input.id)),
      create: os.appointments.create.handler(({ input }) => {
        asked('appointments.create', input)
        const made = newAppointment(input)
        state.appointments = [...state.appointments, made]
        changed('appointments')
        return made
      }),
      edit: os.appointments.edit.handler(({ input: { id, scope, edit } }) => {
        asked('appointments.edit', { id, scope, edit })
        const found = find(id)
        if (scope.kind === 'all') return replace({ ...found, ...edit })
        const { title, location, description } = edit
        return replace(withOverride(found, scope.original, { title, location, description }))
      }),
      move: os.appointments.move.handler(({ input: { id, scope, time, original } }) => {
        asked('appointments.move', { id, scope, time, ...(original !== undefined && { original }) })
        return replace(moved(find(id), scope, time))
      }),
      moveToCalendar: os.appointments.moveToCalendar.handler(({ input }) => {
        asked('appointments.moveToCalendar', input)
        return replace({ ...find(input.id), calendar: input.calendar })
      }),
      cancel: os.appointments.cancel.handler(({ input: { id, scope, reason } }) => {
        asked('appointments.cancel', { id, scope, ...(reason !== undefined && { reason }) })
        const found = find(id)
        if (scope.kind === 'one') return replace(withOverride(found, scope.original, { cancelled: true }))
        return replace({ ...found, status: 'cancelled', cancellation: { by: miriam.id, at: instant(0), reason } })
      }),
      remove: os.appointments.remove.handler(({ input: { id, scope } }) => {
        asked('appointments.remove', { id, scope })
        const found = find(id)
        const { series } = found
        if (scope.kind === 'all') replace({ ...found, deletedAt: instant(1) })
        else if (series) replace({ ...found, series: { ...series, exdates: [...series.exdates, scope.original] } })
      }),
      restore: os.appointments.restore.handler(({ input }) => {
        asked('appointments.restore', input)
        return replace({ ...find(input.id), deletedAt: undefined })
      }),
      movedPromises: offers.movedPromises,
      renewPromise: offers.renewPromise,
    },
    schedules: offers.schedules,
    absences: offers.absences,
    freeBusy: offers.freeBusy,
    workspace: offers.workspace,
    eventTypes: {
      list: os.eventTypes.list.handler(() =>
        [eventType(1, 'First consultation', 45), eventType(2, 'Follow-up', 30)].map((type, at) => ({
          eventType: type,
          links: [bookingLink(at + 1, type)],
          publicUrls: [`https://dayloom.lindenhof.example/book/${type.slug}/`],
        })),
      ),
      lostAddresses: people.lostAddresses,
      put: os.eventTypes.put.handler(({ input }) => ({ eventType: input.eventType, warnings: [] })),
      whyNot: offers.whyNot,
      whyNotDay: offers.whyNotDay,
      slots: os.eventTypes.slots.handler(({ input: { span } }) =>
        Array.from({ length: 9 }, (_, at) => {
          const start = instant((Math.floor(span.start / HOUR) + 2 + at * 5) * HOUR)
          return { start, end: instant(start + HOUR / 2) }
        }),
      ),
    },
    files: {
      import: os.files.import.handler(async function* ({ input }) {
        asked('files.import', { ...input, text: input.text.length })
        yield { kind: 'reading' as const }
        const { total } = state.report
        for (let done = 0; done <= total; done += Math.ceil(total / 4)) {
          yield { kind: 'writing' as const, done, total }
          if (done > 0) await state.importPause
        }
        yield { kind: 'done' as const, report: state.report }
      }),
    },
  })
}

function refuse(reason: RefusalReason): never {
  throw new ORPCError('REFUSED', { status: 422, data: { reason, details: {} } })
}

type Within = {
  span: { start: number; end: number }
  zone: typeof workspace.zone
  calendars?: CalendarId[] | undefined
}

function occurrencesWithin(state: DoubleState, { span, zone, calendars }: Within): Occurrence[] {
  const views = new Map(state.calendars.map((view) => [view.calendar.id, view]))
  return state.appointments
    .filter((found) => found.deletedAt === undefined && (!calendars || calendars.includes(found.calendar)))
    .flatMap((found) => {
      const permission = views.get(found.calendar)?.permission
      const writable = permission === 'write' || permission === 'admin'
      const shown = occurrencesOf(found, span, { writable })
      return permission === 'free-busy' ? shown.map(busyTime) : shown
    })
    .filter(({ time }) => touches(time, span, zone))
}

function busyTime({ calendar, time, status }: Occurrence, n: number): Occurrence {
  const hidden = { title: '', location: '', recurring: false, private: true, writable: false, busyOnly: true } as const
  const id = AppointmentId.parse(uuid(9, n))
  return { appointment: id, calendar, time, status, availability: 'busy', sync: 'synced', ...hidden }
}

function newAppointment(input: NewAppointment): Appointment {
  return appointment(1, input.title, { ...input })
}

function withOverride(found: Appointment, original: WallTime, change: Override): Appointment {
  const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...found, overrides: { ...found.overrides, [original]: { ...found.overrides[original], ...known } } }
}

function moved(found: Appointment, scope: Scope, time: AppointmentTime): Appointment {
  return scope.kind === 'one' ? withOverride(found, scope.original, { time }) : { ...found, time }
}
