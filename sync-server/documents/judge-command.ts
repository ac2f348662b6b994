import type { DocumentName } from '../../src/core/document/document-name.ts'
import { MemberId } from '../../src/core/model/ids.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import { admitParts, claimParts, nameParts, ownerKey, type AdmittedPart, type NamedPart } from './admit-command.ts'
import { applyParts } from './apply-parts.ts'
import type { Touched } from './capture-change.ts'
import type { StoredPart } from './document-log.ts'
import { withOwners } from './grants.ts'
import { claimCalendar, factsOf } from './unit-grants.ts'
import { appendEntry, registerClient, restoreDocument, type Unit } from './unit-of-work.ts'
import type { AcceptedPart, CommandRefusal, WriterCommand } from './writer-command.ts'

/**
 * Stores a command in the unit whole, or refuses it whole and leaves every document as it was. `stored`: what the log holds
 * under its id: a command that comes again is answered with the sequences it got the first time. `later`: see judge-run.ts.
 */
export async function judgeCommand(
  unit: Unit,
  command: WriterCommand,
  stored: readonly StoredPart[],
  later?: Touched,
): Promise<Result<AcceptedPart[], CommandRefusal>> {
  const named = nameParts(command)
  if (!named.ok) return named
  // Another device of theirs may be another copy of this one, from one backup.
  if (stored.some((part) => part.actor !== command.writer.member)) return refuse('invalid')
  const again = storedBefore(unit, named.value, stored)
  const fresh = named.value.filter((part) => !again.has(part.name))
  if (fresh.length === 0) return ok([...again.values()])

  const claims = await claimParts(unit, command.writer, fresh)
  if (!claims.ok) return claims
  const admitted = await admitParts(unit, command.writer, fresh)
  if (!admitted.ok) return admitted
  const kept = admitted.value.filter(({ news }) => news || !command.onlyNews)
  const facts = await factsOf(unit, command.writer.workspace)
  const isMember = (name: string): boolean => {
    const member = MemberId.safeParse(name)
    return member.success && facts.role(member.data) !== undefined
  }
  const { ownerOf } = withOwners(facts, claims.value)
  const context = { at: unit.at, writer: command.writer, claims: claims.value, isMember, ownerOf, later }
  const rows = await applyParts(kept, context, (open) => restoreDocument(unit, open))
  if (!rows.ok) return rows
  unit.rows.push(...rows.value)
  const accepted = kept.map((part) => appendPart(unit, command, part, stored))
  for (const { part } of kept) {
    const owner = part.ref.kind === 'calendar' ? claims.value.get(part.ref.calendar) : undefined
    if (part.ref.kind === 'calendar' && owner) await claimCalendar(unit, part.ref, owner)
  }
  return ok([...again.values(), ...accepted])
}

function storedBefore(
  unit: Unit,
  parts: readonly NamedPart[],
  stored: readonly StoredPart[],
): Map<DocumentName, AcceptedPart> {
  const found = parts.flatMap(({ name, update }) => {
    const row = unit.locked.get(name)?.row
    const before = stored.find((part) => part.doc === row?.id)
    // In other words than before it is something else: the sender holds what it says now.
    const isSame = before !== undefined && Buffer.compare(before.update, update) === 0
    return row && isSame ? [{ document: name, epoch: row.epoch, seq: before.seq }] : []
  })
  return new Map(found.map((part) => [part.document, part]))
}

function appendPart(
  unit: Unit,
  { id, writer }: WriterCommand,
  { part, open, clients }: AdmittedPart,
  stored: readonly StoredPart[],
): AcceptedPart {
  for (const client of clients) registerClient(unit, open, client, ownerKey(writer))
  // A command has one entry in a document.
  const command = stored.some(({ doc }) => doc === open.id) ? undefined : id
  const entry = { document: open, update: part.update, actor: writer.member, device: writer.device, command }
  return { document: open.name, epoch: open.epoch, seq: appendEntry(unit, entry).seq }
}
