import { z } from 'zod'
import { bookingLinkLayout } from '../document/booking-link-layout.ts'
import { parseDocumentName } from '../document/document-name.ts'
import { readEntities, readEntity, writeEntity } from '../document/entity-layout.ts'
import { eventTypeLayout } from '../document/event-type-layout.ts'
import { transact } from '../document/shared-document.ts'
import { BookingLink } from '../model/booking-link.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { DocumentInput } from './document-input.ts'
import { openDocument } from './open-document.ts'

/** `document`: the one that holds the link's event type. */
const PutBookingLink = z.object({ document: DocumentInput, link: BookingLink })
type PutBookingLink = z.infer<typeof PutBookingLink>

type Reason = 'not-found' | 'newer-version' | 'name-taken'

/** A public way to an event type, new or changed. That its slug is free beyond this document, the server alone can say. */
export const putBookingLink: Command<PutBookingLink, BookingLink, Reason> = {
  verb: 'put-booking-link',
  input: PutBookingLink,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, { document, link }: PutBookingLink, deps: CommandDeps): Result<BookingLink, Reason> {
  if (parseDocumentName(document)?.workspace !== deps.workspace) return refuse('not-found')
  const opened = openDocument(documents, document)
  if (!opened.ok) return opened
  const doc = opened.value
  if (readEntity(doc, eventTypeLayout, link.eventType) === undefined) return refuse('not-found')
  const taken = readEntities(doc, bookingLinkLayout).valid.some(({ id, slug }) => id !== link.id && slug === link.slug)
  if (taken) return refuse('name-taken', { slug: link.slug })

  transact(doc, putBookingLink.verb, () => writeEntity(doc, bookingLinkLayout, link))
  return ok(link)
}
