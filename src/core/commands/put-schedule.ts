import { z } from 'zod'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { writeEntity } from '../document/entity-layout.ts'
import { scheduleLayout } from '../document/schedule-layout.ts'
import { transact } from '../document/shared-document.ts'
import type { WorkspaceId } from '../model/ids.ts'
import { ok, type Result } from '../model/result.ts'
import { Schedule } from '../model/schedule.ts'
import { checkedSchedule, type ScheduleReason } from './checked-schedule.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const PutSchedule = z.object({ schedule: Schedule })
type PutSchedule = z.infer<typeof PutSchedule>

type Reason = 'newer-version' | ScheduleReason

/** A whole schedule of its member, new or in place of the one with its id. Nothing that is booked moves (C12). */
export const putSchedule: Command<PutSchedule, Schedule, Reason> = {
  verb: 'put-schedule',
  input: PutSchedule,
  documents: (input, workspace) => [homeOf(input, workspace)],
  run,
}

function homeOf({ schedule }: PutSchedule, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'member', workspace, member: schedule.member })
}

function run(documents: Documents, input: PutSchedule, deps: CommandDeps): Result<Schedule, Reason> {
  const opened = openDocument(documents, homeOf(input, deps.workspace))
  if (!opened.ok) return opened
  const checked = checkedSchedule(input.schedule)
  if (!checked.ok) return checked

  const schedule = checked.value
  transact(opened.value, putSchedule.verb, () => writeEntity(opened.value, scheduleLayout(schedule.member), schedule))
  return ok(schedule)
}
