import { and, eq, sql } from 'drizzle-orm'
import { absenceLayout } from '../../src/core/document/absence-layout.ts'
import { parseDocumentName, type DocumentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import { readEntities } from '../../src/core/document/entity-layout.ts'
import { goneAppointments } from '../../src/core/document/read-appointments.ts'
import { entitiesOf, transact, type SharedDocument } from '../../src/core/document/shared-document.ts'
import { RESTORABLE } from '../../src/core/model/appointment.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { CommitDeps } from './commit-commands.ts'
import type { Compaction } from './compaction.ts'
import type { Lane } from './lane.ts'
import { runUnit } from './run-unit.ts'
import { showEntry } from './show-committed.ts'
import type { UnitEntry } from './unit-of-work.ts'
import { unitScope } from './unit-scope.ts'

type PurgeDeps = Pick<CommitDeps, 'store' | 'unit' | 'rooms'> & {
  readonly inLane: Lane
  readonly compaction: Compaction
  readonly onWritten: (entries: readonly UnitEntry[]) => Promise<void>
}

/** Takes out of the documents what can no longer be restored; one document at a time, while everything else goes on. */
export async function purgeDeleted(deps: PurgeDeps, signal: AbortSignal): Promise<void> {
  const before = instant(deps.unit.now() - RESTORABLE)
  for (const name of await documentsWithDeleted(deps.store.read, before)) {
    if (signal.aborted) return
    const hasGone = await deps.inLane(() => purgeDocument(deps, name, before))
    if (hasGone) await deps.compaction.compactWhole(name)
  }
}

async function documentsWithDeleted(db: PostgresReadHandle, before: Instant): Promise<DocumentName[]> {
  const { appointment, absence } = db.tables
  const isDue = sql`(${appointment.data} ->> 'deletedAt')::bigint < ${before}`
  const entries = await db
    .selectDistinct({ document: appointment.document })
    .from(appointment)
    .where(and(eq(appointment.deleted, true), isDue))
  // The rows of absences do not say when: their documents do.
  const own = await db.selectDistinct({ document: absence.document }).from(absence).where(eq(absence.deleted, true))
  return [...new Set([...entries, ...own].map(({ document }) => document))].sort()
}

/** Whether anything was taken out. */
async function purgeDocument(
  { store, unit, rooms, onWritten }: PurgeDeps,
  name: DocumentName,
  before: Instant,
): Promise<boolean> {
  const { entries } = await runUnit(store, unit, (one) =>
    unitScope(one).write(name, (doc) => removeGone(doc, name, before)),
  )
  for (const entry of entries) showEntry(rooms, entry)
  await onWritten(entries)
  return entries.length > 0
}

function removeGone(doc: SharedDocument, name: DocumentName, before: Instant): void {
  const ref = parseDocumentName(name)
  const gone = ref ? goneIn(doc, ref, before) : []
  if (gone.length === 0) return
  transact(doc, 'purge-deleted', () => {
    for (const [root, id] of gone) entitiesOf(doc, root).delete(id)
  })
}

type Gone = readonly [root: 'appointments' | 'absences', id: string]

function goneIn(doc: SharedDocument, ref: DocumentRef, before: Instant): Gone[] {
  if (ref.kind === 'entries') return goneAppointments(doc, ref.calendar, before).map((id) => ['appointments', id])
  if (ref.kind !== 'member' && ref.kind !== 'private') return []
  const { valid } = readEntities(doc, absenceLayout(ref.member))
  return valid.flatMap(({ id, deletedAt }): Gone[] =>
    deletedAt !== undefined && deletedAt < before ? [['absences', id]] : [],
  )
}
