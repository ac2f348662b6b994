import { z } from 'zod'
import { calendarLayout } from '../document/calendar-layout.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { readEntity, writeEntity } from '../document/entity-layout.ts'
import { transact } from '../document/shared-document.ts'
import type { Calendar } from '../model/calendar.ts'
import { CalendarId, ScheduleId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { ZoneName } from '../model/wall.ts'
import { Colour, Name } from '../model/workspace.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const EditCalendar = z.object({
  id: CalendarId,
  name: Name.optional(),
  description: z.string().max(2_000).optional(),
  colour: Colour.optional(),
  zone: ZoneName.optional(),
  countsAsBusy: z.boolean().optional(),
  receivesBookings: z.boolean().optional(),
  archived: z.boolean().optional(),
  schedule: ScheduleId.optional(),
})
type EditCalendar = z.infer<typeof EditCalendar>

type Reason = 'not-found' | 'newer-version'

/** Another name, colour or use for a calendar. What is absent stays untouched. */
export const editCalendar: Command<EditCalendar, Calendar, Reason> = {
  verb: 'edit-calendar',
  input: EditCalendar,
  documents: ({ id }, workspace) => [homeOf(id, workspace)],
  run,
}

function homeOf(calendar: CalendarId, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'calendar', workspace, calendar })
}

function run(documents: Documents, edit: EditCalendar, deps: CommandDeps): Result<Calendar, Reason> {
  const opened = openDocument(documents, homeOf(edit.id, deps.workspace))
  if (!opened.ok) return opened
  const current = readEntity(opened.value, calendarLayout, edit.id)
  if (current === undefined) return refuse('not-found')

  const calendar = edited(current, edit)
  transact(opened.value, editCalendar.verb, () => writeEntity(opened.value, calendarLayout, calendar))
  return ok(calendar)
}

function edited(current: Calendar, edit: EditCalendar): Calendar {
  return {
    ...current,
    name: edit.name ?? current.name,
    description: edit.description ?? current.description,
    colour: edit.colour ?? current.colour,
    zone: edit.zone ?? current.zone,
    countsAsBusy: edit.countsAsBusy ?? current.countsAsBusy,
    receivesBookings: edit.receivesBookings ?? current.receivesBookings,
    archived: edit.archived ?? current.archived,
    schedule: edit.schedule ?? current.schedule,
  }
}
