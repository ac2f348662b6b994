import { eq } from 'drizzle-orm'
import { CalendarId, MemberId, type WorkspaceId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { Workspace } from '../../src/core/model/workspace.ts'
import { membersOf } from '../../src/storage/queries/members-of.ts'
import { workspaceRow } from '../../src/storage/queries/workspace-row.ts'
import type { ServerDeps } from '../server-deps.ts'
import { type Clinic, readClinic } from './clinic.ts'
import { demoCommands } from './demo-commands.ts'
import { runCommands } from './run-commands.ts'

export type Demo = {
  /** The owner first. */
  readonly accounts: readonly { readonly email: string; readonly password: string; readonly role: Member['role'] }[]
  /** Slug of the owner's booking link. */
  readonly booking: string
}

export type DemoDeps = Pick<ServerDeps, 'store' | 'serverTransaction' | 'accounts' | 'now' | 'newId'>

/**
 * Fills a server that holds no workspace with a clinic; one that was interrupted at that is finished. Answers with its accounts
 * while the clinic is what the server holds; undefined on any other server, which is left alone.
 */
export async function createDemo(deps: DemoDeps, zone: ZoneName = machineZone()): Promise<Demo | undefined> {
  const clinic = await readClinic()
  const { workspace: rows } = deps.store.read.tables
  const standing = await deps.store.read.select().from(rows)
  const [known] = standing.map(workspaceRow)
  if (known !== undefined && (standing.length > 1 || known.slug !== clinic.workspace.slug)) return undefined
  const workspace = known ?? Workspace.parse({ ...clinic.workspace, id: deps.newId(), zone })
  const members = await ensureMembers(deps, clinic, workspace)
  if (!(await isFurnished(deps, workspace.id))) await furnish(deps, { clinic, workspace, members })
  return {
    accounts: clinic.members.map(({ email, password, role }) => ({ email, password, role })),
    booking: clinic.links[0]?.[1] ?? '',
  }
}

type Members = ReadonlyMap<string, MemberId>

async function ensureMembers(deps: DemoDeps, clinic: Clinic, workspace: Workspace): Promise<Members> {
  const known = new Map((await membersOf(deps.store.read, workspace.id)).map(({ email, id }) => [email, id]))
  const members = new Map<string, MemberId>()
  for (const { key, password, ...person } of clinic.members) {
    const id = known.get(person.email) ?? MemberId.parse(deps.newId())
    members.set(key, id)
    if (!known.has(person.email)) {
      const member = { ...person, id, zone: workspace.zone, ended: false }
      await signUp(deps, { member, password, workspace })
    }
  }
  return members
}

async function signUp(
  { accounts }: DemoDeps,
  { member, password, workspace }: { member: Member; password: string; workspace: Workspace },
): Promise<void> {
  const answer =
    member.role === 'owner'
      ? await accounts.register({ password, workspace, member })
      : await accounts.addMember({ password, workspace: workspace.id, member })
  if (!answer.ok) throw new Error(`the demo has no account for ${member.slug}: ${answer.reason}`)
}

async function isFurnished({ store }: DemoDeps, workspace: WorkspaceId): Promise<boolean> {
  const { calendarOwner } = store.read.tables
  const found = await store.read.select().from(calendarOwner).where(eq(calendarOwner.workspace, workspace)).limit(1)
  return found.length > 0
}

type Furnishing = { readonly clinic: Clinic; readonly workspace: Workspace; readonly members: Members }

/** All of it or nothing, in one transaction. */
async function furnish(deps: DemoDeps, { clinic, workspace, members }: Furnishing): Promise<void> {
  const calendars = new Map(clinic.calendars.map(({ key }) => [key, CalendarId.parse(deps.newId())]))
  const member = (key: string) => found(members, key)
  const calendar = (key: string) => found(calendars, key)
  const at = { now: deps.now(), zone: workspace.zone }
  const commands = demoCommands(clinic, { workspace: workspace.id, member, calendar, newId: deps.newId }, at)
  await deps.serverTransaction(async (scope) => {
    await scope.putDirectory(workspace.id, {
      owners: clinic.calendars.map(({ key, owner }) => ({ calendar: calendar(key), owner: member(owner) })),
      shares: clinic.shares.map(([key, to, permission]) => ({
        calendar: calendar(key),
        member: member(to),
        permission,
      })),
    })
    await runCommands(scope, commands, { now: at.now, newId: deps.newId, workspace: workspace.id })
  })
}

function found<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demo does not know ${key}`)
  return value
}

// Appointments "around today" should stand at sensible hours where the demo is looked at.
function machineZone(): ZoneName {
  const zone = ZoneName.safeParse(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  return zone.success ? zone.data : ZoneName.parse('UTC')
}
