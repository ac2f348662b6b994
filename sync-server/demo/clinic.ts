import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Availability } from '../../src/core/model/appointment.ts'
import { Permission } from '../../src/core/model/calendar.ts'
import { Location } from '../../src/core/model/event-type.ts'
import { Email, Role } from '../../src/core/model/member.ts'
import { QuestionKind } from '../../src/core/model/question.ts'
import { ClockTime } from '../../src/core/model/wall.ts'
import { Colour, HolidayRegion, Name, Slug } from '../../src/core/model/workspace.ts'

const Key = z.string()
const Day = z.enum(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])
const Minutes = z.int().min(0)

/** The clinic of the demo as resources/demo/clinic.json describes it: keys in place of ids, weekdays in place of dates. */
const Clinic = z.object({
  workspace: z.object({
    name: Name,
    slug: Slug,
    locale: z.string(),
    weekStart: z.int(),
    holidayRegion: HolidayRegion,
  }),
  members: z.array(
    z.object({ key: Key, name: Name, email: Email, password: z.string(), role: Role, slug: Slug, colour: Colour }),
  ),
  calendars: z.array(
    z.object({
      key: Key,
      owner: Key,
      name: Name,
      colour: Colour,
      countsAsBusy: z.boolean(),
      receivesBookings: z.boolean(),
    }),
  ),
  shares: z.array(z.tuple([Key, Key, Permission])),
  schedules: z.record(Key, z.array(z.tuple([Day, ClockTime, ClockTime]))),
  breaks: z.array(z.object({ member: Key, name: Name, days: z.array(Day), start: ClockTime, end: ClockTime })),
  /** `from`: days after Monday of the present week. */
  absences: z.array(
    z.object({
      member: Key,
      from: z.int(),
      days: z.int().min(1),
      delegate: Key.optional(),
    }),
  ),
  eventTypes: z.array(
    z.object({
      member: Key,
      name: Name,
      slug: Slug,
      description: z.string(),
      minutes: Minutes,
      step: Minutes,
      after: Minutes,
      notice: Minutes,
      days: z.int(),
      location: Location,
      questions: z.array(
        z.object({ text: Name, kind: QuestionKind, required: z.boolean(), options: z.array(z.string()) }),
      ),
    }),
  ),
  links: z.array(z.tuple([Key, Slug])),
  patients: z.array(z.string()).min(1),
  /** `at`: `Mon 09:00 30 Check-up: *`; the star stands for a patient. Week a is the present one, b those beside it. */
  appointments: z.array(z.object({ calendar: Key, week: z.enum(['a', 'b']), at: z.array(z.string()) })),
  series: z.array(
    z.object({
      calendar: Key,
      title: z.string(),
      day: Day,
      start: ClockTime,
      minutes: Minutes,
      rules: z.array(z.string()),
      location: z.string().optional(),
      availability: Availability,
    }),
  ),
  /** `from`: days after Monday of the present week. */
  allDay: z.array(
    z.object({ calendar: Key, title: z.string(), from: z.int(), days: z.int().min(1), availability: Availability }),
  ),
})
export type Clinic = z.infer<typeof Clinic>

export async function readClinic(): Promise<Clinic> {
  const file = new URL('../../resources/demo/clinic.json', import.meta.url)
  return Clinic.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayNumber(day: z.infer<typeof Day>): number {
  return Day.options.indexOf(day)
}
