import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { BookingLink } from '../../src/core/model/booking-link.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import { Slug } from '../../src/core/model/workspace.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { address, organizerAddress } from '../database/schema.ts'
import { isReserved } from './reserved-slugs.ts'

/** As `/{organizer}/{type}/` names it; whether there is one is not yet known. */
export type NamedType = { readonly organizer: string; readonly type: string }

/**
 * The slug of the link behind `/{organizer}/{type}/`, also while it is closed: a repeated request is answered as before even
 * then (C4). Of several the first that is open.
 */
export async function linkOfType(
  db: PostgresReadHandle,
  { organizer, type: name }: NamedType,
): Promise<string | undefined> {
  const asked = Slug.safeParse(organizer)
  if (!asked.success || !Slug.safeParse(name).success || isReserved(organizer)) return undefined
  const { bookingLink: link, eventType: type, member } = db.tables
  const { slug, workspace, member: person } = organizerAddress
  const ofTeams = and(isNull(person), sql`${type.document} like ${workspace} || '/team/%'`)
  const ofMember = and(eq(type.document, sql`${workspace} || '/member/' || ${person}`), eq(member.ended, false))
  const rows = await db
    .select({ slug: link.slug, active: link.active, status: type.status, own: link.data, data: type.data })
    .from(organizerAddress)
    .leftJoin(member, and(eq(member.workspace, workspace), eq(member.id, person)))
    .innerJoin(type, and(eq(type.workspace, workspace), eq(type.slug, name), or(ofTeams, ofMember)))
    .innerJoin(link, and(eq(link.document, type.document), eq(link.eventType, type.id)))
    .innerJoin(
      address,
      and(eq(address.slug, link.slug), eq(address.document, link.document), eq(address.link, link.id)),
    )
    .where(eq(slug, asked.data))
    .orderBy(asc(type.id), asc(type.document), asc(link.id))
  const endless = rows.filter(({ data, own }) => isPublic(data, own))
  return (endless.find(({ active, status }) => active && status === 'active') ?? endless[0])?.slug
}

/** A private type is reached by its links alone; a link that ends by itself is for those to whom it was given. */
export function isPublic(type: Pick<EventType, 'private'>, { expiresAt, uses }: BookingLink): boolean {
  return !type.private && expiresAt === undefined && uses === undefined
}
