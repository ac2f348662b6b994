import { createHash } from 'node:crypto'
import { and, desc, eq, gte, isNull } from 'drizzle-orm'
import type { DeviceEntry } from '../../src/core/contract/server.ts'
import type { DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { session as accountSession } from '../database/account-schema.ts'
import { accountMember, device } from '../database/schema.ts'
import type { Writer } from '../documents/writer-command.ts'

type Whose = { readonly workspace: WorkspaceId; readonly member: MemberId }

/** Keeps in mind that a device has signed in, or has asked for something. False: it was revoked, and is given nothing. */
export async function noteDevice(
  tx: PostgresHandle,
  { workspace, member }: Whose,
  seen: { readonly id: DeviceId; readonly name?: string; readonly session: string; readonly at: Instant },
): Promise<boolean> {
  const session = fingerprint(seen.session)
  const name = seen.name ?? ''
  const fresh = { workspace, member, id: seen.id, name, session, createdAt: seen.at, seenAt: seen.at }
  const again = { session, seenAt: seen.at, ...(seen.name !== undefined && { name: seen.name }) }
  const noted = await tx
    .insert(device)
    .values(fresh)
    .onConflictDoUpdate({
      target: [device.workspace, device.member, device.id],
      set: again,
      setWhere: isNull(device.revokedAt),
    })
    .returning({ id: device.id })
  return noted.length > 0
}

/** Whether this is the session, ended or not, of a device that was revoked. */
export async function wasRevoked(db: PostgresReadHandle, session: string): Promise<boolean> {
  const found = await db
    .select({ revokedAt: device.revokedAt })
    .from(device)
    .where(eq(device.session, fingerprint(session)))
  return found.some(({ revokedAt }) => revokedAt !== null)
}

/** Those of a member that may come, the one seen last first. */
export async function devicesOf(db: PostgresReadHandle, { workspace, member }: Whose): Promise<DeviceEntry[]> {
  const rows = await db
    .select()
    .from(device)
    .where(and(eq(device.workspace, workspace), eq(device.member, member), isNull(device.revokedAt)))
    .orderBy(desc(device.seenAt), desc(device.id))
  return rows.map(({ id, name, createdAt, seenAt }) => {
    return { id, name, createdAt: instant(createdAt), seenAt: instant(seenAt) }
  })
}

/** Revokes one device of a member, or all, and ends their sessions. Answers with those that were not revoked before. */
export async function revokeDevices(
  tx: PostgresHandle,
  { workspace, member }: Whose,
  { only, at }: { readonly only?: DeviceId; readonly at: Instant },
): Promise<Writer[]> {
  const own = and(eq(device.workspace, workspace), eq(device.member, member), isNull(device.revokedAt))
  const revoked = await tx
    .update(device)
    .set({ revokedAt: at })
    .where(only === undefined ? own : and(own, eq(device.id, only)))
    .returning({ id: device.id, session: device.session })
  await endSessions(tx, { workspace, member }, new Set(revoked.map(({ session }) => session)))
  return revoked.map(({ id }) => ({ workspace, member, device: id }))
}

/** Signed out by the person at it: it is no longer in the list, and may come again. */
export async function forgetSession(tx: PostgresHandle, session: string): Promise<void> {
  await tx.delete(device).where(and(eq(device.session, fingerprint(session)), isNull(device.revokedAt)))
}

/** Revoked at this moment or later, whoever's they are. */
export async function revokedSince(db: PostgresReadHandle, since: Instant): Promise<Writer[]> {
  const rows = await db
    .select({ workspace: device.workspace, member: device.member, device: device.id })
    .from(device)
    .where(gte(device.revokedAt, since))
  return rows
}

/** They are connected at this moment. */
export async function seeDevices(tx: PostgresHandle, devices: readonly Writer[], at: Instant): Promise<void> {
  for (const { workspace, member, device: id } of devices) {
    const one = and(eq(device.workspace, workspace), eq(device.member, member), eq(device.id, id))
    await tx.update(device).set({ seenAt: at }).where(one)
  }
}

async function endSessions(
  tx: PostgresHandle,
  { workspace, member }: Whose,
  prints: ReadonlySet<string>,
): Promise<void> {
  const open = await tx
    .select({ id: accountSession.id, token: accountSession.token })
    .from(accountSession)
    .innerJoin(accountMember, eq(accountMember.account, accountSession.userId))
    .where(and(eq(accountMember.workspace, workspace), eq(accountMember.member, member)))
  for (const { id, token } of open)
    if (prints.has(fingerprint(token))) await tx.delete(accountSession).where(eq(accountSession.id, id))
}

/** The session itself stands in the accounts library's table alone, and nowhere once it has ended. */
function fingerprint(session: string): string {
  return createHash('sha256').update(session).digest('base64url')
}
