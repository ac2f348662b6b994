import type { SignedIn } from '../../core/contract/server.ts'
import { documentName } from '../../core/document/document-name.ts'
import type { Slug } from '../../core/model/workspace.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { wipeHoldings } from '../../storage/desk/wipe-desk.ts'
import type { Desk } from '../desk/desk.ts'
import { writeIdentity, type Identity } from '../desk/identity.ts'
import { writeRows, type Rows } from '../desk/write-rows.ts'
import { packCalendars, unpackCalendars } from './bring-calendars.ts'
import { packDefinitions, unpackDefinitions } from './bring-definitions.ts'
import { createCarrier } from './carry-command.ts'

type Where = { readonly server: string; readonly email: string }

/** The same person again, perhaps at another address of the server. */
export function adoptAccount(desk: Desk, { server, email }: Where, signedIn: SignedIn): Promise<void> {
  return become(desk, { ...desk.identity(), server, email }, signedIn, async () => undefined)
}

/**
 * Someone who worked alone has opened an account: the same ids go up. The directory is the server's from now on; everything
 * else waits in the outbox as it is.
 */
export function keepWorkspace(desk: Desk, { server, email }: Where, signedIn: SignedIn): Promise<void> {
  const directory = documentName({ kind: 'directory', workspace: desk.identity().workspace })
  return become(desk, { ...desk.identity(), server, email }, signedIn, async ({ forget }) => {
    await forget(directory)
    desk.documents.discard([directory])
  })
}

/**
 * A desk that was alone becomes the member's. Calendars in which something stands, and one's own hours, absences, event types and
 * links, are copied into the workspace under new ids (Y8); everything else of the beginning alone is wiped. `taken`: addresses that
 * others have.
 */
export async function joinWorkspace(
  desk: Desk,
  { server, email }: Where,
  signedIn: SignedIn,
  taken: ReadonlySet<Slug>,
): Promise<void> {
  const { device } = desk.identity()
  const calendars = await packCalendars(desk)
  const definitions = packDefinitions(desk)
  const identity = { device, workspace: signedIn.workspace.id, member: signedIn.member.id, server, email }
  await become(desk, identity, signedIn, async (rows) => {
    const { tx } = rows
    const names = documentStates(tx).map(({ name }) => name)
    for (const name of names) await rows.forget(name)
    desk.documents.discard(names)
    await wipeHoldings(tx)
    const carry = createCarrier(rows, desk, identity)
    const brought = await unpackDefinitions(definitions, carry, { desk, identity, taken })
    const { member } = identity
    await unpackCalendars(calendars, carry, { member, newId: desk.newId, eventType: (id) => brought.get(id) })
  })
}

async function become(
  desk: Desk,
  identity: Identity,
  { workspace, member }: SignedIn,
  alongside: (rows: Rows) => Promise<void>,
): Promise<void> {
  await writeRows(desk, async (rows) => {
    await alongside(rows)
    writeIdentity(rows.tx, identity)
    // Until the directory has come, these two are known from the sign-in.
    const itself = { ...member, workspace: workspace.id }
    await rows.apply([
      { table: 'workspace', put: workspace },
      { table: 'member', put: itself },
    ])
  })
  desk.leaveNoTrace()
  desk.becomes(identity)
  desk.marks.reset()
  desk.changes.publish([
    'session',
    'members',
    'calendars',
    'appointments',
    'schedules',
    'absences',
    'eventTypes',
    'refused',
  ])
}
