import { z } from 'zod'
import type { WorkspaceHolidays } from '../../core/contract/availability.ts'
import type { WipedNotice } from '../../core/contract/desk.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { HistoryEntry } from '../../core/contract/hosted-bookings.ts'
import { SignedIn, DeviceEntry, type Beginnings, type BookingToReassign } from '../../core/contract/server.ts'
import type { PeopleChange } from '../../core/contract/people-change.ts'
import type { BookingId, BookingLinkId, DeviceId } from '../../core/model/ids.ts'
import { ok, refuse, type Refused, type Result } from '../../core/model/result.ts'
import { Workspace, type Slug } from '../../core/model/workspace.ts'
import { directoryStateOf } from '../../storage/queries/directory-state-of.ts'
import { memberById } from '../../storage/queries/member-by-id.ts'
import { workspaceById } from '../../storage/queries/workspace-by-id.ts'
import type { Connect } from '../connect.ts'
import type { Desk } from '../desk/desk.ts'
import { createLane } from '../lane.ts'
import type { Secrets } from '../secrets.ts'
import { lostAddresses, takenSlugs } from './address-link.ts'
import { adoptAccount, joinWorkspace, keepWorkspace } from './adopt-account.ts'
import { asked } from './asked.ts'
import { askForPeople } from './people-link.ts'
import { serverClient, type ServerClient } from './server-client.ts'

export type Account = {
  readonly server: string
  readonly email: string
  readonly password: string
  readonly register?: boolean | undefined
}

/** What only works while a server answers. */
export type ServerLink = {
  connect(account: Account): Promise<Result<void, RefusalReason>>
  /** The session ends, here in any case. */
  signOut(copy: 'keep' | 'wipe'): Promise<Result<void, RefusalReason>>
  devices(): Promise<Result<DeviceEntry[], RefusalReason>>
  revokeDevice(device: DeviceId): Promise<Result<void, RefusalReason>>
  lostAddresses(): Promise<Result<BookingLinkId[], RefusalReason>>
  people(change: PeopleChange): Promise<Result<BookingToReassign[], RefusalReason>>
  setHolidays(input: WorkspaceHolidays): Promise<Result<Workspace, RefusalReason>>
  history(booking: BookingId): Promise<Result<HistoryEntry[], RefusalReason>>
}

export type ServerLinkDeps = {
  readonly desk: Desk
  readonly connect: Connect
  readonly secrets: Secrets
  readonly deviceName: string
  /** Runs `work` while nothing is synced, and begins to sync as the desk then is. */
  paused<T>(work: () => Promise<T>): Promise<T>
  /** Inside `paused`. */
  startAfresh(why: WipedNotice['why']): Promise<void>
}

/** The secret under which the session of this desk is kept. */
export const SESSION = 'session'

export function createServerLink(deps: ServerLinkDeps): ServerLink {
  // What one call has asked the server holds for the desk as it then is: another one waits.
  const { run: inTurn } = createLane()
  return {
    connect: (account) => inTurn(() => connectTo(deps, account)),
    signOut: (copy) => inTurn(() => signOut(deps, copy)),
    devices: () => signedInto(deps, (client) => asked(z.array(DeviceEntry), client.accounts.devices())),
    revokeDevice: (device) => signedInto(deps, (client) => asked(z.void(), client.accounts.revokeDevice({ device }))),
    lostAddresses: () => signedInto(deps, (client) => lostAddresses(deps.desk, client)),
    people: (change) => signedInto(deps, (client) => askForPeople(client, change)),
    setHolidays: (input) => signedInto(deps, (client) => asked(Workspace, client.workspace.setHolidays(input))),
    history: (booking) =>
      signedInto(deps, (client) => asked(z.array(HistoryEntry), client.bookings.history({ booking }))),
  }
}

async function signedInto<T>(
  { desk, connect, secrets }: ServerLinkDeps,
  ask: (client: ServerClient) => Promise<Result<T, RefusalReason>>,
): Promise<Result<T, RefusalReason>> {
  const { server } = desk.identity()
  const session = secrets.get(SESSION)
  if (server === undefined || session === undefined) return refuse('not-connected')
  return ask(serverClient({ connect, server, session }))
}

async function connectTo(deps: ServerLinkDeps, account: Account): Promise<Result<void, RefusalReason>> {
  const { desk, secrets, connect } = deps
  const alone = desk.identity().server === undefined
  if (!alone && account.register === true) return refuse('already-connected')
  const signedIn = await (account.register === true ? register(deps, account) : signIn(deps, account))
  if (!signedIn.ok) return turnedAway(deps, account, signedIn)
  if (!alone && !isSame(desk, signedIn.value)) {
    // Nobody keeps this session: it would stand open for months, and this desk among the devices of somebody who has none here.
    const { connect } = deps
    const { session } = signedIn.value
    await asked(z.void(), serverClient({ connect, server: account.server, session }).accounts.signOut())
    return refuse('already-connected')
  }
  // An account in the workspace that is here was opened from here, perhaps in a call whose answer was lost.
  const joins = alone && !isSame(desk, signedIn.value)
  const client = serverClient({ connect, server: account.server, session: signedIn.value.session })
  const taken = joins ? await takenSlugs(desk, client) : new Set<Slug>()
  const stays = alone ? keepWorkspace : adoptAccount
  await deps.paused(async () => {
    // First: where there is no place for secrets, nothing has changed.
    secrets.set(SESSION, signedIn.value.session)
    await desk.lane.run(() =>
      joins ? joinWorkspace(desk, account, signedIn.value, taken) : stays(desk, account, signedIn.value),
    )
  })
  return ok(undefined)
}

// Whether this device was signed out from another one is for its own server to say, and of the person whose desk it is.
async function turnedAway(
  { desk, paused, startAfresh }: ServerLinkDeps,
  account: Account,
  refused: Refused<RefusalReason>,
): Promise<Refused<RefusalReason>> {
  if (refused.reason === 'device-revoked' && isOwn(desk, account)) await paused(() => startAfresh('revoked'))
  return refused
}

function isOwn({ identity }: Desk, account: Account): boolean {
  const { server, email } = identity()
  const isThere = server !== undefined && new URL(server).href === new URL(account.server).href
  return isThere && email?.toLowerCase() === account.email.toLowerCase()
}

async function signOut(deps: ServerLinkDeps, copy: 'keep' | 'wipe'): Promise<Result<void, RefusalReason>> {
  const { desk, secrets, paused, startAfresh } = deps
  if (desk.identity().server === undefined) return refuse('not-connected')
  await paused(async () => {
    // Where the server does not hear of it the session runs out there by itself; nobody has it any more.
    await signedInto(deps, (client) => asked(z.void(), client.accounts.signOut()))
    // Last: where the copy cannot be wiped nothing has changed.
    if (copy === 'wipe') await startAfresh('signed-out')
    secrets.delete(SESSION)
  })
  return ok(undefined)
}

function isSame({ identity }: Desk, { workspace, member }: SignedIn): boolean {
  return workspace.id === identity().workspace && member.id === identity().member
}

function signIn({ desk, connect, deviceName }: ServerLinkDeps, { server, email, password }: Account) {
  const device = { id: desk.identity().device, name: deviceName }
  return asked(SignedIn, serverClient({ connect, server }).accounts.signIn({ email, password, device }))
}

async function register(
  { desk, connect, deviceName }: ServerLinkDeps,
  { server, email, password }: Account,
): Promise<Result<SignedIn, RefusalReason>> {
  const { workspace: id, member: memberId, device } = desk.identity()
  const workspace = await workspaceById(desk.store.read, id)
  const own = await memberById(desk.store.read, { workspace: id, id: memberId })
  if (workspace === undefined || own === undefined) return refuse('not-found')
  const member = { ...own, email }
  const beginnings = await beginningsOf(desk)
  const named = { id: device, name: deviceName }
  const input = { email, password, name: member.name, workspace, member, device: named, beginnings }
  return asked(SignedIn, serverClient({ connect, server }).accounts.register(input))
}

/** What somebody who worked alone has laid down: the directory here is the server's from now on. */
async function beginningsOf({ store, identity }: Desk): Promise<Beginnings> {
  const { teams, owners, teamShares } = await directoryStateOf(store.read, identity().workspace)
  return { teams, owners, teamShares }
}
