import { z } from 'zod'
import { NewCalendar } from '../contract/desk.ts'
import { calendarLayout } from '../document/calendar-layout.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { writeEntity } from '../document/entity-layout.ts'
import { entityAt, transact } from '../document/shared-document.ts'
import type { Calendar } from '../model/calendar.ts'
import { CalendarId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { ZoneName } from '../model/wall.ts'
import { Colour } from '../model/workspace.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const CreateCalendar = NewCalendar.extend({
  id: CalendarId,
  colour: Colour.default('#3b6fd4'),
  zone: ZoneName,
  description: z.string().max(2_000).default(''),
  countsAsBusy: z.boolean().default(true),
  receivesBookings: z.boolean().default(false),
})
type CreateCalendar = z.infer<typeof CreateCalendar>

type Reason = 'newer-version' | 'invalid-input'

/** A new calendar of the actor's own. */
export const createCalendar: Command<CreateCalendar, Calendar, Reason> = {
  verb: 'create-calendar',
  input: CreateCalendar,
  documents: ({ id }, workspace) => [homeOf(id, workspace)],
  run,
}

function homeOf(calendar: CalendarId, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'calendar', workspace, calendar })
}

function run(documents: Documents, input: CreateCalendar, deps: CommandDeps): Result<Calendar, Reason> {
  const opened = openDocument(documents, homeOf(input.id, deps.workspace))
  if (!opened.ok) return opened
  if (entityAt(opened.value, 'calendar', input.id) !== undefined) return refuse('invalid-input', { fields: ['id'] })

  const calendar = { ...input, owner: deps.actor, archived: false }
  transact(opened.value, createCalendar.verb, () => writeEntity(opened.value, calendarLayout, calendar))
  return ok(calendar)
}
