import { and, asc, eq } from 'drizzle-orm'
import { documentName, parseDocumentName } from '../../src/core/document/document-name.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { BookingLinkRow, EventTypeRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { eventTypeRow } from '../../src/storage/queries/event-type-row.ts'
import { membersOf } from '../../src/storage/queries/members-of.ts'
import { address } from '../database/schema.ts'
import type { BookableBook } from './bookable-book.ts'
import type { Bookable } from './bookable.ts'
import { isPublic } from './link-of-type.ts'
import type { Organizer } from './organizer-by-slug.ts'

/** An event type together with the link that makes it public. */
type PublicType = { readonly type: EventTypeRow; readonly link: BookingLinkRow }

/** A page with more is no page. */
const MOST_LISTED = 100

/** What an organizer's page lists: everything of theirs that can be booked now, private types left out; once each. */
export async function publicTypes(
  db: PostgresReadHandle,
  organizer: Organizer,
  { bookables, now }: { readonly bookables: BookableBook; readonly now: Instant },
): Promise<Bookable[]> {
  const own = (await typesOf(db, organizer.workspace.id)).filter(isOpen).filter((one) => isOf(one, organizer))
  const bySlug = new Map(own.toReversed().map((one) => [one.type.slug, one]))
  const listed = [...bySlug.values()].toReversed().slice(0, MOST_LISTED)
  const slugs = listed.map(({ link }) => link.slug)
  return (await bookables.bySlugs(db, slugs, now)).map(({ bookable }) => bookable)
}

/** The members of a workspace who have something to list on a page of their own. */
export async function publicMembers(db: PostgresReadHandle, workspace: WorkspaceId): Promise<Member[]> {
  const homes = new Set((await typesOf(db, workspace)).filter(isOpen).map(({ type }) => type.document))
  const members = await membersOf(db, workspace)
  return members.filter(
    ({ id: member, ended }) => !ended && homes.has(documentName({ kind: 'member', workspace, member })),
  )
}

/** In the order they were made. */
async function typesOf(db: PostgresReadHandle, workspace: WorkspaceId): Promise<PublicType[]> {
  const { bookingLink: link, eventType: type } = db.tables
  const rows = await db
    .select({ link, type })
    .from(type)
    .innerJoin(link, and(eq(link.document, type.document), eq(link.eventType, type.id)))
    .innerJoin(
      address,
      and(eq(address.slug, link.slug), eq(address.document, link.document), eq(address.link, link.id)),
    )
    .where(eq(type.workspace, workspace))
    .orderBy(asc(type.id), asc(type.document), asc(link.id))
  return rows
    .map((row) => ({ link: row.link, type: eventTypeRow(row.type) }))
    .filter((one) => isPublic(one.type.data, one.link.data))
}

function isOpen({ type, link }: PublicType): boolean {
  return type.status === 'active' && link.active
}

function isOf({ type }: PublicType, organizer: Organizer): boolean {
  const place = parseDocumentName(type.document)
  if (organizer.kind === 'workspace') return place?.kind === 'team'
  return place?.kind === 'member' && place.member === organizer.member.id
}
