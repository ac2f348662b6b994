import * as Y from 'yjs'
import { hasPending } from '../../src/core/document/has-pending.ts'
import { entitiesOf, entityAt, schemaOf, SCHEMA_VERSION } from '../../src/core/document/shared-document.ts'
import type { CalendarId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import { project } from '../../src/core/projections/project.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import { captureChange, type Touched } from './capture-change.ts'
import { horizonAt } from './horizon.ts'
import type { OpenDocument } from './open-document.ts'

export type ApplyRefusal = 'malformed' | 'newer-version' | 'forbidden' | 'invalid'

export type ApplyContext = {
  readonly at: Instant
  readonly writer: { readonly member: MemberId }
  /** Calendars that become the writer's by this very command. */
  readonly claims: ReadonlyMap<CalendarId, MemberId>
}

/**
 * Applies a judged update and answers with the rows it changes. After a refusal the document in memory is spoilt: restore it.
 */
export function applyUpdate(
  open: OpenDocument,
  update: Uint8Array,
  context: ApplyContext,
): Result<RowChange[], ApplyRefusal> {
  const ownerBefore = namedOwner(open)
  const touched = apply(open.doc, update)
  if (!touched || hasPending(open.doc)) return refuse('malformed')
  if (schemaOf(open.doc) > SCHEMA_VERSION) return refuse('newer-version')
  if (!mayNameOwner(open, ownerBefore, context)) return refuse('forbidden')
  const rows = rowsOf(open, touched, context.at)
  return hasUnreadable(open, touched, rows) ? refuse('invalid') : ok(rows)
}

function apply(doc: Y.Doc, update: Uint8Array): Touched | undefined {
  try {
    return captureChange(doc, () => Y.applyUpdate(doc, update)).touched
  } catch {
    return undefined
  }
}

/** Rows of everything but the directory: its tables are the authority, and nobody's own document can put a member's role. */
export function rowsOf(open: OpenDocument, touched: Touched | 'all', at: Instant): RowChange[] {
  const rows = project(open.name, open.doc, touched, horizonAt(at))
  return rows.filter((row) => !AUTHORITY.has(row.table))
}

const AUTHORITY: ReadonlySet<RowChange['table']> = new Set(['workspace', 'member', 'calendarOwner', 'calendarShare'])

/** An entity that stands in the document and is taken out of the rows does not parse. */
function hasUnreadable(open: OpenDocument, touched: Touched, rows: readonly RowChange[]): boolean {
  const removed = new Set<string>(rows.flatMap((row) => ('remove' in row ? [row.remove] : [])))
  return [...touched].some(([root, ids]) =>
    [...ids].some((id) => removed.has(id) && entitiesOf(open.doc, root).has(id)),
  )
}

/** The owner that a calendar's own document names. */
function namedOwner({ doc, ref }: OpenDocument): unknown {
  if (ref.kind !== 'calendar') return undefined
  const base = entityAt(doc, 'calendar', ref.calendar)?.get('base')
  return typeof base === 'object' && base !== null && 'owner' in base ? base.owner : undefined
}

// It is written once, by the claim, and names the writer. Later owners are named by the directory alone.
function mayNameOwner(open: OpenDocument, before: unknown, { writer, claims }: ApplyContext): boolean {
  const { ref } = open
  if (ref.kind !== 'calendar') return true
  return namedOwner(open) === (claims.has(ref.calendar) ? writer.member : before)
}
