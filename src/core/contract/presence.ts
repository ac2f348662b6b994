import { z } from 'zod'
import { CalendarId, MemberId } from '../model/ids.ts'
import { Interval } from '../model/instant.ts'

/** What a window shows now: calendars, and the time between two moments. */
export const Glance = z.object({ calendars: z.array(CalendarId).max(1_000), span: Interval })
export type Glance = z.infer<typeof Glance>

/** Who else looks at a calendar now, as the server says; calendars at which nobody looks are left out. */
export const Onlooked = z.array(z.object({ calendar: CalendarId, members: z.array(MemberId) }))
export type Onlooked = z.infer<typeof Onlooked>
