import { isEnded } from '../../src/core/commands/is-ended.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { readEntity, writeEntity } from '../../src/core/document/entity-layout.ts'
import { sameValue } from '../../src/core/document/plain-value.ts'
import { entitiesOf, transact } from '../../src/core/document/shared-document.ts'
import { verdictLayout } from '../../src/core/document/verdict-layout.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import type { Verdict } from '../../src/core/model/verdict.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { recordAudit } from './record-audit.ts'
import { rivalOf } from './rival-of.ts'
import type { Settling } from './settle-bookings.ts'

export type Outcome = 'settled' | 'conflict'
type Settled = Settling & { readonly outcome: Outcome }

/** C13: writes the verdict where the desks of the calendar see it; of a booking that never was in question there is none. */
export async function noteVerdict(
  scope: TransactionScope,
  settled: Settled,
  { newId, now }: Pick<ServerDeps, 'newId' | 'now'>,
): Promise<void> {
  const { writer, after, outcome, actor, booking } = settled
  const { workspace } = writer
  const { id, calendar } = after
  const document = documentName({ kind: 'verdicts', workspace, calendar })
  // Not from the rows: an earlier change of the same batch may have been judged a moment ago.
  const known = await scope.read(document, (doc) => readEntity(doc, verdictLayout, id))
  if (outcome === 'settled' && after.source !== 'desk' && !known) return
  const at = now()
  const verdict = await verdictFor(scope, settled, at)
  if (verdict && known && isSame(verdict, known)) return
  if (verdict?.state === 'conflict') {
    const audit = { action: 'booking.conflict', new: { ...verdict.time, against: verdict.against } } as const
    await recordAudit(scope.tx, { id: newId(), workspace, actor, booking, at, ...audit })
  }
  await scope.write(document, (doc) => {
    if (verdict) writeEntity(doc, verdictLayout, verdict)
    else transact(doc, 'drop-verdict', () => entitiesOf(doc, 'verdicts').delete(id))
  })
}

async function verdictFor({ tx }: TransactionScope, settled: Settled, at: Verdict['at']): Promise<Verdict | undefined> {
  const { after, outcome, booking, hosts, writer, promised } = settled
  const { id, buffers } = after
  // Of a day as a whole nothing can be decided but that the promise stands.
  const time = timeOf(after) ?? promised
  if (!time || isEnded(after) || after.deletedAt !== undefined) return undefined
  if (outcome === 'settled') return { id, state: 'confirmed', time, at }
  const against = await rivalOf(tx, { workspace: writer.workspace, booking, hosts, time, buffers, now: at })
  return { id, state: 'conflict', time, at, ...(against && { against }) }
}

function isSame(verdict: Verdict, known: Verdict): boolean {
  return sameValue({ ...verdict, at: known.at }, known)
}

function timeOf({ time }: Appointment): Interval | undefined {
  return time?.kind === 'timed' ? { start: time.startsAt, end: time.endsAt } : undefined
}
