import { eq } from 'drizzle-orm'
import type { Member } from '../../src/core/model/member.ts'
import { Slug, type Workspace } from '../../src/core/model/workspace.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import { organizerAddress } from '../database/schema.ts'
import { isReserved } from './reserved-slugs.ts'

/** Who stands behind `/{organizer}/`: a member with what is theirs, or a workspace with what is its teams'. */
export type Organizer =
  | { readonly kind: 'member'; readonly workspace: Workspace; readonly member: Member }
  | { readonly kind: 'workspace'; readonly workspace: Workspace }

/** Undefined for an unknown and a reserved slug alike, and for a member who has left. */
export async function organizerBySlug(db: PostgresReadHandle, slug: string): Promise<Organizer | undefined> {
  const asked = Slug.safeParse(slug)
  if (!asked.success || isReserved(slug)) return undefined
  const [place] = await db.select().from(organizerAddress).where(eq(organizerAddress.slug, asked.data))
  if (!place) return undefined
  const workspace = await workspaceById(db, place.workspace)
  if (!workspace || place.member === null) return workspace && { kind: 'workspace', workspace }
  const member = await memberById(db, { workspace: place.workspace, id: place.member })
  return member && !member.ended ? { kind: 'member', workspace, member } : undefined
}
