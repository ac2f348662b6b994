import { z } from 'zod'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { readEntity, writeEntity } from '../document/entity-layout.ts'
import { scheduleLayout } from '../document/schedule-layout.ts'
import { transact } from '../document/shared-document.ts'
import { MemberId, ScheduleId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { WeeklyHours, type Schedule } from '../model/schedule.ts'
import { checkedHours } from './checked-hours.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const SetWeeklyHours = z.object({ member: MemberId, id: ScheduleId, weekly: z.array(WeeklyHours).max(7) })
type SetWeeklyHours = z.infer<typeof SetWeeklyHours>

type Reason = 'not-found' | 'newer-version' | 'invalid-hours'

/** The usual week of one of a member's schedules. Nothing that is booked moves (C12). */
export const setWeeklyHours: Command<SetWeeklyHours, Schedule, Reason> = {
  verb: 'set-weekly-hours',
  input: SetWeeklyHours,
  documents: ({ member }, workspace) => [homeOf(member, workspace)],
  run,
}

function homeOf(member: MemberId, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'member', workspace, member })
}

function run(documents: Documents, input: SetWeeklyHours, deps: CommandDeps): Result<Schedule, Reason> {
  const opened = openDocument(documents, homeOf(input.member, deps.workspace))
  if (!opened.ok) return opened
  const layout = scheduleLayout(input.member)
  const schedule = readEntity(opened.value, layout, input.id)
  if (schedule === undefined) return refuse('not-found')
  const weekly = checkedHours(input.weekly)
  if (!weekly.ok) return weekly

  const next = { ...schedule, weekly: weekly.value }
  transact(opened.value, setWeeklyHours.verb, () => writeEntity(opened.value, layout, next))
  return ok(next)
}
