import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Slug } from '../../src/core/model/workspace.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { doc, organizerAddress } from '../database/schema.ts'

/**
 * Gives the addresses that workspaces and members ask for to those who ask first. One that is let go of goes to whoever of the
 * others the server has known longest. To be called once the rows stand.
 */
export async function takeOrganizerAddresses(tx: PostgresHandle, rows: readonly RowChange[]): Promise<void> {
  const people = rows.flatMap((change) =>
    (change.table === 'member' || change.table === 'workspace') && 'put' in change ? [change.put] : [],
  )
  if (people.length === 0) return
  const released = await releaseAddresses(
    tx,
    people.map((one) => ('workspace' in one ? one.workspace : one.id)),
  )
  await giveAddresses(tx, [...people.map(({ slug }) => slug), ...released])
}

async function releaseAddresses(tx: PostgresHandle, workspaces: readonly WorkspaceId[]): Promise<Slug[]> {
  const { member, workspace } = tx.tables
  const { slug } = organizerAddress
  const ofMember = and(
    eq(member.workspace, organizerAddress.workspace),
    eq(member.id, organizerAddress.member),
    eq(member.slug, slug),
  )
  const ofWorkspace = and(eq(workspace.id, organizerAddress.workspace), eq(workspace.slug, slug))
  const one = { one: sql`1` }
  const kept = or(
    sql`exists ${tx.select(one).from(member).where(ofMember)}`,
    and(isNull(organizerAddress.member), sql`exists ${tx.select(one).from(workspace).where(ofWorkspace)}`),
  )
  const gone = await tx
    .delete(organizerAddress)
    .where(and(inArray(organizerAddress.workspace, [...workspaces]), sql`not (${kept})`))
    .returning({ slug })
  return gone.map((row) => row.slug)
}

async function giveAddresses(tx: PostgresHandle, slugs: readonly Slug[]): Promise<void> {
  const { member, workspace } = tx.tables
  const nobody = sql<MemberId | null>`null::text`.as('member')
  const asking = unionAll(
    tx
      .select({ slug: workspace.slug, workspace: workspace.id, member: nobody })
      .from(workspace)
      .where(inArray(workspace.slug, [...slugs])),
    tx
      .select({ slug: member.slug, workspace: member.workspace, member: member.id })
      .from(member)
      .where(inArray(member.slug, [...slugs])),
  ).as('asking')
  const found = await tx
    .select({ slug: asking.slug, workspace: asking.workspace, member: asking.member })
    .from(asking)
    // A workspace that is born in this very unit is not there yet, and comes last.
    .leftJoin(doc, eq(doc.name, sql`${asking.workspace} || '/directory'`))
    .orderBy(asc(doc.id), sql`${asking.member} nulls first`)
  if (found.length > 0) await tx.insert(organizerAddress).values(found).onConflictDoNothing()
}
