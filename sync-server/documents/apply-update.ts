import * as Y from 'yjs'
import { appointmentLayout } from '../../src/core/document/appointment-layout.ts'
import { readEntity } from '../../src/core/document/entity-layout.ts'
import { hasPending } from '../../src/core/document/has-pending.ts'
import { movesOf } from '../../src/core/document/read-appointments.ts'
import { entitiesOf, entityAt, schemaOf, SCHEMA_VERSION } from '../../src/core/document/shared-document.ts'
import type { CalendarId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import { project } from '../../src/core/projections/project.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import { addTouched, captureTouched, type Touched } from './capture-change.ts'
import { horizonAt } from './horizon.ts'
import type { TouchedEntities } from './judge-update.ts'
import type { OpenDocument } from './open-document.ts'
import { claimedBetween, signedKeys, type Claimed } from './signed-keys.ts'

export type ApplyRefusal = 'malformed' | 'too-large' | 'newer-version' | 'forbidden' | 'invalid'

export type ApplyContext = {
  readonly at: Instant
  readonly writer: { readonly member: MemberId }
  /** Calendars that become the writer's by this very command. */
  readonly claims: ReadonlyMap<CalendarId, MemberId>
  readonly isMember: (name: string) => boolean
  /** As the directory has it, claims included. */
  readonly ownerOf: (calendar: CalendarId) => MemberId | undefined
  /** Whether it can be read is asked later, of all that several updates touch: they are noted here, and give no rows. */
  readonly later?: Touched | undefined
}

/** `claimed`: what the other parts of the command have to bear out. */
export type Applied = { readonly rows: readonly RowChange[]; readonly claimed: readonly Claimed[] }

type Standing = Pick<OpenDocument, 'name' | 'ref' | 'doc'>
type Judged = { readonly update: Uint8Array; readonly touched: TouchedEntities }

/**
 * Applies a judged update and answers with the rows it changes. After a refusal `standing.doc` is spoilt: restore it, or let
 * it be a copy.
 */
export function applyUpdate(
  standing: Standing,
  { update, touched: entities }: Judged,
  context: ApplyContext,
): Result<Applied, ApplyRefusal> {
  const { doc } = standing
  const before = { owner: namedOwner(standing), schema: versionIn(doc), signed: signedKeys(doc, entities) }
  const touched = apply(doc, update)
  if (!touched || hasPending(doc)) return refuse('malformed')
  if (schemaOf(doc) > SCHEMA_VERSION) return refuse('newer-version')
  if (before.schema !== undefined && (versionIn(doc) ?? 0) < before.schema) return refuse('invalid')
  if (!mayNameOwner(standing, before.owner, context)) return refuse('forbidden')
  const claimed = claimedBetween(before.signed, signedKeys(doc, entities), {
    writer: context.writer.member,
    isMember: context.isMember,
  })
  if (!claimed) return refuse('forbidden')
  if (context.later) {
    addTouched(context.later, touched)
    return ok({ rows: [], claimed })
  }
  const rows = readableRows(standing, touched, context.at)
  return rows.ok ? ok({ rows: rows.value, claimed }) : rows
}

/** The rows of what was touched, where all of it can be read. */
export function readableRows(
  standing: Standing,
  touched: Touched,
  at: Instant,
): Result<RowChange[], 'invalid' | 'too-large'> {
  const rows = rowsOf(standing, touched, at)
  if (hasUnreadable(standing, touched, rows)) return refuse('invalid')
  return isWithin(rows) ? ok(rows) : refuse('too-large')
}

function apply(doc: Y.Doc, update: Uint8Array): Touched | undefined {
  try {
    return captureTouched(doc, () => Y.applyUpdate(doc, update))
  } catch {
    return undefined
  }
}

function versionIn(doc: Y.Doc): number | undefined {
  const version = doc.getMap('meta').get('schema')
  return typeof version === 'number' ? version : undefined
}

/** Rows of everything but the directory: its tables are the authority, and nobody's own document can put a member's role. */
export function rowsOf({ name, doc }: Standing, touched: Touched | 'all', at: Instant): RowChange[] {
  const rows = project(name, doc, touched, horizonAt(at))
  return rows.filter((row) => !AUTHORITY.has(row.table))
}

const AUTHORITY: ReadonlySet<RowChange['table']> = new Set([
  'workspace',
  'member',
  'team',
  'calendarOwner',
  'calendarShare',
  'teamShare',
])

/** An entity that stands in the document and is taken out of the rows does not parse, unless it says where it went. */
function hasUnreadable(standing: Standing, touched: Touched, rows: readonly RowChange[]): boolean {
  const { doc } = standing
  const removed = new Set<string>(rows.flatMap((row) => ('remove' in row ? [row.remove] : [])))
  return [...touched].some(([root, ids]) =>
    [...ids].some((id) => removed.has(id) && entitiesOf(doc, root).has(id) && !hasMoved(standing, id)),
  )
}

function hasMoved({ doc, ref }: Standing, id: string): boolean {
  if (ref.kind !== 'entries' || movesOf(doc, id).length === 0) return false
  return readEntity(doc, appointmentLayout(ref.calendar), id) !== undefined
}

/** Occurrences that one update may put into the rows. */
const MOST_OCCURRENCES = 20_000

function isWithin(rows: readonly RowChange[]): boolean {
  const occurrences = rows.map((row) => (row.table === 'appointment' && 'put' in row ? row.occurrences.length : 0))
  return occurrences.reduce((sum, own) => sum + own, 0) <= MOST_OCCURRENCES
}

/** The owner that a calendar's own document names. */
function namedOwner({ doc, ref }: Standing): unknown {
  if (ref.kind !== 'calendar') return undefined
  const base = entityAt(doc, 'calendar', ref.calendar)?.get('base')
  return typeof base === 'object' && base !== null && 'owner' in base ? base.owner : undefined
}

// It is written once, by the claim, and names the writer; or it repeats what the directory says already, where whoever worked
// alone has opened an account. Later owners are named by the directory alone.
function mayNameOwner(standing: Standing, before: unknown, { claims, ownerOf }: ApplyContext): boolean {
  const { ref } = standing
  if (ref.kind !== 'calendar') return true
  const named = namedOwner(standing)
  if (before === undefined && named === ownerOf(ref.calendar)) return true
  return named === before && !claims.has(ref.calendar)
}
