import { createCalendar } from '../../core/commands/create-calendar.ts'
import { putDirectory } from '../../core/commands/put-directory.ts'
import { putSchedule } from '../../core/commands/put-schedule.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { sameValue } from '../../core/document/plain-value.ts'
import { CalendarId, DeviceId, MemberId, ScheduleId, WorkspaceId } from '../../core/model/ids.ts'
import type { Member } from '../../core/model/member.ts'
import type { Result } from '../../core/model/result.ts'
import { Schedule } from '../../core/model/schedule.ts'
import { ZoneName } from '../../core/model/wall.ts'
import { Slug, type Workspace } from '../../core/model/workspace.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import { acknowledge } from '../../storage/desk/acknowledge.ts'
import { StorageError } from '../../storage/storage-error.ts'
import type { Desk } from './desk.ts'
import { execute, executeAsAuthority } from './execute.ts'
import { writeIdentity, type Identity } from './identity.ts'
import { writeRows } from './write-rows.ts'

export type Beginning = { readonly zone: string; readonly locale: string; readonly name: string }

const COLOUR = '#3b6fd4'

/** Ids for somebody who begins without a server. */
export function newIdentity(newId: () => string): Identity {
  return {
    workspace: WorkspaceId.parse(newId()),
    member: MemberId.parse(newId()),
    device: DeviceId.parse(newId()),
  }
}

/**
 * What somebody finds who begins alone: a workspace, themselves, one calendar and office hours. The identity is written
 * last: without one, a beginning that was cut short is wiped and made again.
 */
export async function beginAlone(desk: Desk, beginning: Beginning): Promise<void> {
  await wipe(desk)
  const { member: id } = desk.identity()
  const zone = ZoneName.safeParse(beginning.zone).data ?? ZoneName.parse('UTC')
  const member = newMember(id, zone, beginning.name)
  const calendar = CalendarId.parse(desk.newId())
  const owners = [{ calendar, owner: id }]
  const workspace = newWorkspace(desk, zone, beginning.locale)
  await mustDo(executeAsAuthority(desk, putDirectory, { workspace, members: [member], owners, shares: [] }))
  const name = 'My calendar'
  const uses = { description: '', colour: COLOUR, countsAsBusy: true, receivesBookings: true }
  await mustDo(execute(desk, createCalendar, { id: calendar, name, zone, ...uses }))
  await mustDo(
    execute(desk, putSchedule, { schedule: officeHours({ id: ScheduleId.parse(desk.newId()), member: id, zone }) }),
  )
  await desk.store.tx(async (tx) => writeIdentity(tx, desk.identity()))
}

async function wipe(desk: Desk): Promise<void> {
  await writeRows(desk, async ({ tx, forget }) => {
    for (const { name } of documentStates(tx)) await forget(name)
    for (const { id } of waitingCommands(tx)) acknowledge(tx, { command: id, parts: [] })
  })
}

function newWorkspace({ identity }: Desk, zone: ZoneName, locale: string): Workspace {
  const { workspace: id } = identity()
  return {
    id,
    name: 'My workspace',
    slug: Slug.parse(`workspace-${id.slice(-12)}`),
    zone,
    locale,
    weekStart: 1,
    closures: [],
  }
}

function newMember(id: MemberId, zone: ZoneName, name: string): Member {
  const slug = Slug.parse(`member-${id.slice(-12)}`)
  // RFC 2606 keeps `.invalid` free for addresses that are none.
  const email = `${slug}@dayloom.invalid`
  return { id, name, email, role: 'owner', slug, zone, colour: COLOUR, ended: false }
}

type Blank = Pick<Schedule, 'id' | 'member' | 'zone'>

function officeHours(blank: Blank): Schedule {
  const ranges = [{ start: '09:00', end: '17:00' }]
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges }))
  return Schedule.parse({ ...blank, name: 'Office hours', weekly, overrides: [] })
}

/** The hours that somebody begins with, and has not touched since. */
export function isAsBegun(schedule: Schedule): boolean {
  const { id, member, zone } = schedule
  return sameValue(officeHours({ id, member, zone }), schedule)
}

// Nobody has entered anything yet: a refusal here is the disk's, or our mistake.
async function mustDo(result: Promise<Result<unknown, RefusalReason>>): Promise<void> {
  const done = await result
  if (done.ok) return
  if (done.reason === 'disk-full' || done.reason === 'storage-failed') {
    throw new StorageError(done.reason, { code: 'BEGIN', statement: 'the workspace could not be begun' })
  }
  throw new Error(`the workspace could not be begun: ${done.reason}`)
}
