import { LARGEST_COMMAND } from '../../src/core/contract/sync-protocol.ts'
import { accessTo } from '../../src/core/document/access.ts'
import {
  documentName,
  parseDocumentName,
  type DocumentName,
  type DocumentRef,
} from '../../src/core/document/document-name.ts'
import type { CalendarId, MemberId } from '../../src/core/model/ids.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import { withOwners } from './grants.ts'
import { shapeOf } from './document-shape.ts'
import { judgeUpdate, type TouchedEntities } from './judge-update.ts'
import type { OpenDocument } from './open-document.ts'
import { factsOf } from './unit-grants.ts'
import { openForWriting, type Unit } from './unit-of-work.ts'
import type { CommandPart, CommandRefusal, Writer, WriterCommand } from './writer-command.ts'

export type NamedPart = CommandPart & { readonly name: DocumentName; readonly ref: DocumentRef }
/** Calendars that nobody owns yet, and whose they become by this command. */
export type Claims = ReadonlyMap<CalendarId, MemberId>
/** May be applied, in any order. `clients`: those of which it brings something new. */
export type AdmittedPart = {
  readonly part: NamedPart
  readonly open: OpenDocument
  readonly clients: readonly number[]
  /** Clients of which it holds anything. */
  readonly authors: readonly number[]
  readonly news: boolean
  readonly touched: TouchedEntities
}

/** A larger document is refused what would make it grow (sync.md, "Limits"). */
const MAX_DOCUMENT_BYTES = 32 * 1_024 * 1_024

/** Client ids of one device in one document: it takes a new one after every refusal. */
const MOST_CLIENTS_EACH = 1_000

/** A name that is not one, or of another workspace, is answered like one that may not be written. */
export function nameParts({ parts, writer }: WriterCommand): Result<NamedPart[], CommandRefusal> {
  if (parts.reduce((sum, { update }) => sum + update.byteLength, 0) > LARGEST_COMMAND) return refuse('too-large')
  const named = parts.flatMap((part) => {
    const ref = parseDocumentName(part.document)
    return ref?.workspace === writer.workspace ? [{ ...part, name: documentName(ref), ref }] : []
  })
  if (named.length < parts.length) return refuse('forbidden')
  if (new Set(named.map((part) => part.name)).size < named.length) return refuse('invalid')
  return ok(named)
}

/** Refuses what the writer may not write. Nothing is loaded for it. */
export async function claimParts(
  unit: Unit,
  writer: Writer,
  parts: readonly NamedPart[],
): Promise<Result<Claims, CommandRefusal>> {
  const facts = await factsOf(unit, writer.workspace)
  const claims = new Map<CalendarId, MemberId>()
  for (const { ref } of parts) {
    const access = accessTo(ref, writer.member, facts)
    if (ref.kind === 'calendar' && access === 'claim') claims.set(ref.calendar, writer.member)
  }
  const claimed = withOwners(facts, claims)
  return parts.every(({ ref }) => accessTo(ref, writer.member, claimed) === 'write') ? ok(claims) : refuse('forbidden')
}

/** Opens the documents and judges every update. Nothing is applied yet. */
export async function admitParts(
  unit: Unit,
  writer: Writer,
  parts: readonly NamedPart[],
): Promise<Result<AdmittedPart[], CommandRefusal>> {
  const admitted: AdmittedPart[] = []
  for (const part of parts) {
    const judged = admitPart(part, await openForWriting(unit, part.name), ownerKey(writer))
    if (!judged.ok) return judged
    admitted.push(judged.value)
  }
  return ok(admitted)
}

/** Judges one part against the document as it stands. `owner`: of the client ids that it may write with. */
export function admitPart(part: NamedPart, open: OpenDocument, owner: string): Result<AdmittedPart, CommandRefusal> {
  if (part.epoch !== undefined && part.epoch !== open.epoch) return refuse('epoch')
  if (open.bytes + part.update.byteLength > MAX_DOCUMENT_BYTES) return refuse('too-large')
  const judged = judgeUpdate(open.doc, part.update, shapeOf(part.ref))
  if (!judged.ok) return judged
  const { writers: clients, authors, news, touched } = judged.value
  // Of a device also what seems known: under a client id that somebody else took first, its own would be passed over unseen,
  // and acknowledged. A stock client repeats what others wrote.
  const isDevice = part.epoch !== undefined
  const isForeign = (isDevice ? authors : clients).some((client) => (open.owners.get(client) ?? owner) !== owner)
  // After a restore its clock may stand elsewhere than here.
  const isAged = isDevice && authors.some((client) => open.aged.has(client))
  return isForeign || isAged || hasTooMany(open, clients, owner)
    ? refuse('client-id')
    : ok({ part, open, clients, authors, news, touched })
}

/** Every device is told of all client ids of a document: nobody makes them up by the thousand. */
function hasTooMany({ owners }: OpenDocument, clients: readonly number[], owner: string): boolean {
  if (clients.every((client) => owners.has(client))) return false
  let own = 0
  for (const other of owners.values()) if (other === owner) own += 1
  return own + clients.length > MOST_CLIENTS_EACH
}

/** Whose a client id is. Not the device alone: its id is chosen by whoever signs in. */
export function ownerKey({ member, device }: Writer): string {
  return `${member}:${device}`
}
