import { z } from 'zod'
import { parseDocumentName } from '../document/document-name.ts'
import { readEntities, writeEntity } from '../document/entity-layout.ts'
import { eventTypeLayout } from '../document/event-type-layout.ts'
import { transact, type SharedDocument } from '../document/shared-document.ts'
import { EventType } from '../model/event-type.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { checkedEventType, type EventTypeReason } from './checked-event-type.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { DocumentInput } from './document-input.ts'
import { openDocument } from './open-document.ts'

const PutEventType = z.object({ document: DocumentInput, eventType: EventType })
type PutEventType = z.infer<typeof PutEventType>

type Reason = 'newer-version' | 'name-taken' | EventTypeReason

/** What can be booked, new or changed, in its owner's document or a team's. C16: it is checked when it is saved. */
export const putEventType: Command<PutEventType, EventType, Reason> = {
  verb: 'put-event-type',
  input: PutEventType,
  documents: ({ document }) => [document],
  run,
}

function run(
  documents: Documents,
  { document, eventType }: PutEventType,
  deps: CommandDeps,
): Result<EventType, Reason> {
  const ref = parseDocumentName(document)
  if (ref?.workspace !== deps.workspace) return refuse('invalid-input', { fields: ['document'] })
  const belongs = ref.kind === 'team' || (ref.kind === 'member' && ref.member === eventType.owner)
  if (!belongs) return refuse('invalid-input', { fields: ['document'] })
  const opened = openDocument(documents, document)
  if (!opened.ok) return opened
  const checked = checkedEventType(eventType)
  if (!checked.ok) return checked
  if (isNameTaken(opened.value, eventType)) return refuse('name-taken', { name: eventType.name })

  transact(opened.value, putEventType.verb, () => writeEntity(opened.value, eventTypeLayout, checked.value))
  return ok(checked.value)
}

function isNameTaken(doc: SharedDocument, { id, owner, name, slug }: EventType): boolean {
  return readEntities(doc, eventTypeLayout).valid.some(
    (other) => other.id !== id && other.owner === owner && (other.name === name || other.slug === slug),
  )
}
