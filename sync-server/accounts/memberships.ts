import { and, eq } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { Member } from '../../src/core/model/member.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { workspaceRow } from '../../src/storage/queries/workspace-row.ts'
import { accountMember } from '../database/schema.ts'

/** Who an account is in a workspace. */
export type Membership = { readonly workspace: Workspace; readonly member: Member }

/** The workspace in which an account is a member who has not left; of several the one joined first. */
export async function membershipOf(db: PostgresReadHandle, account: string): Promise<Membership | undefined> {
  const { member, workspace } = db.tables
  const [found] = await db
    .select({ member, workspace })
    .from(accountMember)
    .innerJoin(member, and(eq(member.workspace, accountMember.workspace), eq(member.id, accountMember.member)))
    .innerJoin(workspace, eq(workspace.id, accountMember.workspace))
    .where(and(eq(accountMember.account, account), eq(member.ended, false)))
    .orderBy(accountMember.workspace)
    .limit(1)
  return found && { workspace: workspaceRow(found.workspace), member: Member.parse(found.member) }
}

export async function hasMembership(db: PostgresReadHandle, account: string): Promise<boolean> {
  const found = await db.select().from(accountMember).where(eq(accountMember.account, account)).limit(1)
  return found.length > 0
}

export async function isJoined(
  db: PostgresReadHandle,
  account: string,
  { workspace, member }: { readonly workspace: WorkspaceId; readonly member: MemberId },
): Promise<boolean> {
  const found = await db.select().from(accountMember).where(eq(accountMember.account, account))
  return found.some((row) => row.workspace === workspace && row.member === member)
}

export async function workspaceExists(db: PostgresReadHandle, id: WorkspaceId): Promise<boolean> {
  const { workspace } = db.tables
  return (await db.select().from(workspace).where(eq(workspace.id, id)).limit(1)).length > 0
}
