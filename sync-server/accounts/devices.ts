import { createHash } from 'node:crypto'
import { and, desc, eq, gte, isNull, or } from 'drizzle-orm'
import type { DeviceEntry } from '../../src/core/contract/server.ts'
import type { DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import { session as accountSession } from '../database/account-schema.ts'
import { accountMember, device } from '../database/schema.ts'
import type { Writer } from '../documents/writer-command.ts'

type Whose = { readonly workspace: WorkspaceId; readonly member: MemberId }

type Seen = { readonly id: DeviceId; readonly session: string; readonly at: Instant }

/**
 * Keeps in mind that somebody has signed in on a device: it has one session, and its former one ends. False: it was revoked, and is
 * given nothing.
 */
export async function beginDevice(
  tx: PostgresHandle,
  whose: Whose,
  seen: Seen & { readonly name: string },
): Promise<boolean> {
  const { id, name, at } = seen
  const session = fingerprint(seen.session)
  const [standing] = await tx
    .select()
    .from(device)
    .where(and(isOf(whose), eq(device.id, id)))
    .for('update')
  if (standing !== undefined && standing.revokedAt !== null) return false
  if (standing !== undefined && standing.session !== session) await endSessions(tx, whose, new Set([standing.session]))
  await tx
    .insert(device)
    .values({ ...whose, id, name, session, createdAt: at, seenAt: at })
    .onConflictDoUpdate({
      target: [device.workspace, device.member, device.id],
      set: { name, session, seenAt: at },
      setWhere: isNull(device.revokedAt),
    })
  return true
}

/**
 * Keeps in mind that a device has asked for something. A session speaks for the device on which it was opened and for no other:
 * under another id it would stay when that one is revoked, and as another one it would be let in when its own is.
 */
export async function seeDevice(tx: PostgresHandle, whose: Whose, seen: Seen): Promise<'seen' | 'revoked' | 'another'> {
  const { id, at } = seen
  const session = fingerprint(seen.session)
  const known = await tx
    .select()
    .from(device)
    .where(and(isOf(whose), or(eq(device.id, id), eq(device.session, session))))
    .for('update')
  if (known.some((one) => one.id === id && one.revokedAt !== null)) return 'revoked'
  if (known.some((one) => one.id !== id || one.session !== session)) return 'another'
  await tx
    .insert(device)
    .values({ ...whose, id, name: '', session, createdAt: at, seenAt: at })
    .onConflictDoUpdate({ target: [device.workspace, device.member, device.id], set: { seenAt: at } })
  return 'seen'
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
export async function devicesOf(db: PostgresReadHandle, whose: Whose): Promise<DeviceEntry[]> {
  const rows = await db
    .select()
    .from(device)
    .where(and(isOf(whose), isNull(device.revokedAt)))
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
  const own = and(isOf({ workspace, member }), isNull(device.revokedAt))
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
    const one = and(isOf({ workspace, member }), eq(device.id, id))
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

function isOf({ workspace, member }: Whose) {
  return and(eq(device.workspace, workspace), eq(device.member, member))
}

/** The session itself stands in the accounts library's table alone, and nowhere once it has ended. */
function fingerprint(session: string): string {
  return createHash('sha256').update(session).digest('base64url')
}
