import { z } from 'zod'
import { Appointment, AppointmentTime, EarlierTime, Override } from '../model/appointment.ts'
import { Attendee } from '../model/attendee.ts'
import { MemberId, QuestionId, type CalendarId } from '../model/ids.ts'
import { Answer } from '../model/question.ts'
import { WallTime } from '../model/wall.ts'
import { appointmentKeys } from './appointment-keys.ts'
import { foldedStatus } from './appointment-status.ts'
import type { EntityLayout } from './entity-layout.ts'
import type { EntityView } from './entity-view.ts'
import { isPlainObject } from './plain-value.ts'
import { Shift, shiftedOriginal, shiftedTime } from './series-frame.ts'

/** How the appointments of one calendar lie in its documents. `shift`: of the series that is written, 0 for a new one. */
export function appointmentLayout(calendar: CalendarId, shift = 0): EntityLayout<Appointment> {
  return {
    root: 'appointments',
    schema: Appointment,
    keysOf: (appointment) => appointmentKeys(appointment, shift),
    candidate: (id, view) => ({
      ...baseCandidate(view),
      ...ownCandidate(view),
      ...seriesCandidate(view),
      ...itemsCandidate(view),
      id,
      calendar,
      status: foldedStatus((key) => view.get(key) !== undefined),
    }),
  }
}

function baseCandidate(view: EntityView): object {
  const base = view.get('base')
  return isPlainObject(base) ? { ...base, changedAt: view.get('changedAt') ?? base['createdAt'] } : {}
}

function ownCandidate(view: EntityView): object {
  return {
    time: view.get('time'),
    title: view.get('title') ?? '',
    description: view.get('description') ?? '',
    location: view.get('location') ?? '',
    notes: view.get('notes') ?? '',
    organizer: view.get('organizer'),
    availability: view.get('availability') ?? 'busy',
    private: view.get('private') ?? false,
    sequence: view.get('sequence') ?? 0,
    cancellation: view.get('cancellation'),
    promised: view.get('promised'),
    checkIn: view.get('checkIn'),
    proposal: view.get('proposal'),
    unknownProperties: view.get('unknownProperties') ?? [],
    deletedAt: view.get('deletedAt'),
  }
}

// The model's bounds hold for what one person writes; together several may exceed them, and nothing must vanish by that.
const MOST = { exdates: 5_000, attendees: 1_000, hosts: 100, earlierTimes: 1_000 } as const

function itemsCandidate(view: EntityView): object {
  const attendees = view.items('attendee:', Attendee, (id, value) => (isPlainObject(value) ? { ...value, id } : value))
  const earlier = view.items('earlier:', EarlierTime, (_, value) => value).sort((a, b) => a.at - b.at)
  const answers = view.items('answer:', AnswerItem, (question, answer) => ({ question, answer }))
  return {
    attendees: attendees.slice(0, MOST.attendees),
    hosts: view.items('host:', MemberId, (id) => id).slice(0, MOST.hosts),
    answers: Object.fromEntries(answers.map(({ question, answer }) => [question, answer])),
    earlierTimes: earlier.slice(-MOST.earlierTimes),
  }
}

const AnswerItem = z.object({ question: QuestionId, answer: Answer })

function seriesCandidate(view: EntityView): object {
  const recurrence = view.get('recurrence')
  if (!isPlainObject(recurrence)) return { series: recurrence, overrides: {} }
  const shift = shiftOf(view)
  if (shift === undefined) return { series: 'shift', overrides: {} }
  const exdates = view.items('exdate:', WallTime, (original) => shiftedOriginal(original, shift))
  return {
    series: { ...recurrence, exdates: exdates.slice(0, MOST.exdates) },
    overrides: overridesOf(view, shift),
  }
}

/** By how much the series has moved since it was made; undefined where a peer wrote nonsense. */
export function shiftOf(view: Pick<EntityView, 'get'>): number | undefined {
  const recurrence = view.get('recurrence')
  return Shift.safeParse((isPlainObject(recurrence) ? recurrence['shift'] : undefined) ?? 0).data
}

const OwnField = z.object({
  original: WallTime,
  own: Override.refine((own) => Object.values(own).some((value) => value !== undefined)),
})

function overridesOf(view: EntityView, shift: number): object {
  const fields = view.items('override:', OwnField, (suffix, value) => {
    const [original = '', field = '', ...rest] = suffix.split('/')
    const own = rest.length > 0 ? {} : { [field]: field === 'time' ? ownTime(value, shift) : value }
    return { original: shiftedOriginal(original, shift), own }
  })
  const overrides = new Map<WallTime, Override>()
  for (const { original, own } of fields) overrides.set(original, { ...overrides.get(original), ...own })
  return Object.fromEntries(overrides)
}

const OwnTime = z.object({ time: AppointmentTime, shift: Shift.optional() })

/** An occurrence's own time, moved along by as much as the series has moved since it was written. */
export function ownTime(value: unknown, shift: number): AppointmentTime | undefined {
  const stored = OwnTime.safeParse(value)
  return stored.success ? shiftedTime(stored.data.time, shift - (stored.data.shift ?? 0)) : undefined
}
