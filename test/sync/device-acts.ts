import { eq } from 'drizzle-orm'
import { bookAppointment } from '../../src/core/commands/book-appointment.ts'
import { cancelAppointment } from '../../src/core/commands/cancel-appointment.ts'
import type { Command } from '../../src/core/commands/command.ts'
import { createAppointment } from '../../src/core/commands/create-appointment.ts'
import { editAppointment } from '../../src/core/commands/edit-appointment.ts'
import { editCalendar } from '../../src/core/commands/edit-calendar.ts'
import { markAppointment } from '../../src/core/commands/mark-appointment.ts'
import { moveAppointment } from '../../src/core/commands/move-appointment.ts'
import { moveToCalendar } from '../../src/core/commands/move-to-calendar.ts'
import { putAbsence } from '../../src/core/commands/put-absence.ts'
import { removeAbsence } from '../../src/core/commands/remove-absence.ts'
import { removeAppointment } from '../../src/core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../src/core/commands/restore-appointment.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { Appointment, AppointmentTime } from '../../src/core/model/appointment.ts'
import * as ids from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { WallDate, WallTime, ZoneName } from '../../src/core/model/wall.ts'
import type { DeviceSide } from './device-side.ts'
import type { Random } from './seeded-random.ts'

export type Stage = {
  readonly random: Random
  readonly newId: () => string
  readonly calendars: readonly ids.CalendarId[]
  readonly eventType: ids.EventTypeId
  readonly step: number
}

type Row = { readonly document: DocumentName; readonly id: ids.AppointmentId; readonly data: Appointment }
type Scene = Stage & { readonly device: DeviceSide; readonly one: Row | undefined }

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The end of a quarter lies in the middle of what is planned. */
const FROM = Date.UTC(2026, 11, 10, 8)
const BERLIN = ZoneName.parse('Europe/Berlin')
const ALL = { kind: 'all' as const }

/** One thing that a person may do on a device; true where the device said that it is saved. */
export async function actOn(device: DeviceSide, stage: Stage): Promise<boolean> {
  const { read } = device.desk().store
  const { appointment } = read.tables
  const rows = await read
    .select({ document: appointment.document, id: appointment.id, data: appointment.data })
    .from(appointment)
  const scene = { ...stage, device, one: stage.random.pick(rows) }
  const act =
    scene.one === undefined || stage.random.chance(35) ? stage.random.pick(MAKING) : stage.random.pick(CHANGING)
  return (await act?.(scene)) ?? false
}

type Act = (scene: Scene) => Promise<boolean>

const MAKING: readonly Act[] = [create, create, create, createSeries, createSeries, book, book, absent, rename]
const CHANGING: readonly Act[] = [
  edit,
  edit,
  editOccurrence,
  editOccurrence,
  move,
  move,
  moveOccurrence,
  moveOccurrence,
  editRule,
  cancel,
  cancelOccurrence,
  remove,
  removeOccurrence,
  restore,
  restore,
  mark,
  takeOver,
]

async function done<I>(device: DeviceSide, command: Command<I, unknown, RefusalReason>, input: I): Promise<boolean> {
  return (await device.act(command, input)).ok
}

function timeAt({ random }: Stage): AppointmentTime {
  const day = random.below(45)
  if (random.chance(15)) {
    const firstDay = WallDate.parse(new Date(FROM + day * DAY).toISOString().slice(0, 10))
    return { kind: 'all-day', firstDay, lastDay: firstDay }
  }
  const startsAt = instant(FROM + day * DAY + random.below(10) * HOUR)
  return { kind: 'timed', startsAt, endsAt: instant(startsAt + (1 + random.below(3)) * (HOUR / 2)), zone: BERLIN }
}

function create(scene: Scene): Promise<boolean> {
  const { device, random, newId, calendars, step } = scene
  const calendar = random.pick(calendars)
  if (calendar === undefined) return Promise.resolve(false)
  const id = ids.AppointmentId.parse(newId())
  return done(device, createAppointment, { id, calendar, title: `made ${step}`, time: timeAt(scene) })
}

const RULES = [
  'FREQ=WEEKLY;COUNT=6',
  'FREQ=DAILY;COUNT=9',
  'FREQ=DAILY;INTERVAL=2;COUNT=5',
  'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=7',
]

function createSeries({ device, random, newId, calendars, step }: Scene): Promise<boolean> {
  const calendar = random.pick(calendars)
  if (calendar === undefined) return Promise.resolve(false)
  const day = new Date(FROM + random.below(20) * DAY).toISOString().slice(0, 10)
  const rules = [random.pick(RULES) ?? '']
  const start = WallTime.parse(`${day}T${String(8 + random.below(9)).padStart(2, '0')}:00:00`)
  const series = { start, allDay: false, zone: BERLIN, length: HOUR, rules, rdates: [], exdates: [] }
  return done(device, createAppointment, {
    id: ids.AppointmentId.parse(newId()),
    calendar,
    title: `series ${step}`,
    series,
  })
}

function book({ device, random, newId, calendars, eventType, step }: Scene): Promise<boolean> {
  const calendar = calendars[0]
  if (calendar === undefined) return Promise.resolve(false)
  // Few starts, so that two devices often want the same one.
  const startsAt = instant(FROM + random.below(4) * DAY + random.below(4) * HOUR)
  const time = { startsAt, endsAt: instant(startsAt + HOUR), zone: BERLIN }
  const invitee = { id: ids.AttendeeId.parse(newId()), name: 'Kim', email: 'kim@example.org', zone: BERLIN }
  return done(device, bookAppointment, {
    id: ids.AppointmentId.parse(newId()),
    booking: ids.BookingId.parse(newId()),
    calendar,
    host: device.identity().member,
    eventType,
    title: `booked ${step}`,
    location: '',
    buffers: { before: 0, after: 0 },
    time,
    invitee,
    tz: '2026a',
  })
}

async function absent({ device, random, newId }: Scene): Promise<boolean> {
  const { read } = device.desk().store
  const { member } = device.identity()
  const rows = await read.select().from(read.tables.absence).where(eq(read.tables.absence.member, member))
  const known = random.pick(rows)
  if (known !== undefined && random.chance(40)) return done(device, removeAbsence, { member, id: known.id })
  const from = WallDate.parse(new Date(FROM + random.below(40) * DAY).toISOString().slice(0, 10))
  const id = known !== undefined && random.chance(50) ? known.id : ids.AbsenceId.parse(newId())
  const time = { kind: 'dates' as const, from, until: from }
  return done(device, putAbsence, { absence: { id, member, time, reason: 'vacation', source: 'manual' } })
}

function rename({ device, random, calendars, step }: Scene): Promise<boolean> {
  const id = random.pick(calendars)
  return id === undefined ? Promise.resolve(false) : done(device, editCalendar, { id, name: `Calendar ${step}` })
}

type Target = Pick<Row, 'document' | 'id'>

function targeting(scene: Scene, act: (target: Target, row: Row) => Promise<boolean>): Promise<boolean> {
  const { one } = scene
  return one === undefined ? create(scene) : act({ document: one.document, id: one.id }, one)
}

function edit(scene: Scene): Promise<boolean> {
  const { device, random, step } = scene
  const field = random.pick(['title', 'location', 'description', 'notes'] as const) ?? 'title'
  return targeting(scene, (target) =>
    done(device, editAppointment, { ...target, scope: ALL, edit: { [field]: `edited ${step}` } }),
  )
}

/** A start of the series, or where one was before; now and then one that never was. */
function originalOf({ random }: Stage, { data }: Row): WallTime | undefined {
  if (data.series === undefined) return undefined
  const known = Object.keys(data.overrides)
  if (known.length > 0 && random.chance(40)) return WallTime.parse(random.pick(known))
  const day = Date.parse(`${data.series.start}Z`) + random.below(9) * DAY
  return WallTime.parse(new Date(day).toISOString().slice(0, 19))
}

function ofOccurrence(scene: Scene, act: (target: Target, original: WallTime) => Promise<boolean>): Promise<boolean> {
  return targeting(scene, (target, row) => {
    const original = originalOf(scene, row)
    return original === undefined ? edit(scene) : act(target, original)
  })
}

function editOccurrence(scene: Scene): Promise<boolean> {
  const { device, step } = scene
  return ofOccurrence(scene, (target, original) =>
    done(device, editAppointment, { ...target, scope: { kind: 'one', original }, edit: { title: `own ${step}` } }),
  )
}

function move(scene: Scene): Promise<boolean> {
  return targeting(scene, (target) =>
    done(scene.device, moveAppointment, { ...target, scope: ALL, time: timeAt(scene) }),
  )
}

function moveOccurrence(scene: Scene): Promise<boolean> {
  return ofOccurrence(scene, (target, original) =>
    done(scene.device, moveAppointment, { ...target, scope: { kind: 'one', original }, time: timeAt(scene) }),
  )
}

function editRule(scene: Scene): Promise<boolean> {
  const { device, random } = scene
  return targeting(scene, (target, { data: { series } }) => {
    if (series === undefined) return edit(scene)
    const changed = { ...series, rules: [random.pick(RULES) ?? ''] }
    return done(device, editAppointment, { ...target, scope: ALL, edit: { series: changed } })
  })
}

function cancel(scene: Scene): Promise<boolean> {
  return targeting(scene, (target) => done(scene.device, cancelAppointment, { ...target, scope: ALL }))
}

function cancelOccurrence(scene: Scene): Promise<boolean> {
  return ofOccurrence(scene, (target, original) =>
    done(scene.device, cancelAppointment, { ...target, scope: { kind: 'one', original } }),
  )
}

function remove(scene: Scene): Promise<boolean> {
  return targeting(scene, (target) => done(scene.device, removeAppointment, { ...target, scope: ALL }))
}

function removeOccurrence(scene: Scene): Promise<boolean> {
  return ofOccurrence(scene, (target, original) =>
    done(scene.device, removeAppointment, { ...target, scope: { kind: 'one', original } }),
  )
}

function restore(scene: Scene): Promise<boolean> {
  return targeting(scene, (target) => done(scene.device, restoreAppointment, target))
}

function mark(scene: Scene): Promise<boolean> {
  const mark = scene.random.pick(['checked-in', 'no-show', 'completed'] as const) ?? 'completed'
  return targeting(scene, (target) => done(scene.device, markAppointment, { ...target, mark }))
}

function takeOver(scene: Scene): Promise<boolean> {
  const { device, random, calendars, newId } = scene
  return targeting(scene, (target, { data: { calendar, time } }) => {
    const to = random.pick(calendars.filter((other) => other !== calendar))
    if (to === undefined) return edit(scene)
    return done(device, moveToCalendar, { ...target, to, newId: ids.AppointmentId.parse(newId()), time })
  })
}
