import * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { movesOf, originOf } from '../../src/core/document/read-appointments.ts'
import { entitiesOf, entityAt, type RootName } from '../../src/core/document/shared-document.ts'
import { plainValue, sameValue } from '../../src/core/document/plain-value.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { AdmittedPart } from './admit-command.ts'
import { applyUpdate, type ApplyContext, type ApplyRefusal } from './apply-update.ts'
import type { TouchedEntities } from './judge-update.ts'
import type { OpenDocument } from './open-document.ts'
import type { Claimed } from './signed-keys.ts'
import { trialCopy } from './trial-copy.ts'

/** From this size on reading a document again takes too long for a mere refusal. */
const LARGE_BYTES = 1_024 * 1_024

type Done = {
  readonly rows: RowChange[]
  readonly claimed: { readonly by: DocumentName; readonly what: Claimed }[]
  /** As they stand after the command: the documents, or copies of what it touches. */
  readonly after: Map<DocumentName, Y.Doc>
}

/**
 * Applies all parts of a command and answers with the rows they change, or leaves every document as it was. A refusal costs
 * about what the command costs: of a large document, or where one was refused before, a copy of what is touched is tried
 * first. Otherwise `restore` reads the document again, once.
 */
export async function applyParts(
  admitted: readonly AdmittedPart[],
  context: ApplyContext,
  restore: (open: OpenDocument) => Promise<void>,
): Promise<Result<RowChange[], ApplyRefusal>> {
  const done: Done = { rows: [], claimed: [], after: new Map() }
  const tried = admitted.filter(({ open }) => isTriedFirst(open))
  const plain = admitted.filter(({ open }) => !isTriedFirst(open))
  const begun: OpenDocument[] = []
  try {
    const refused = tryAll(tried, done, context) ?? applyAll(plain, done, { context, begun }) ?? unfounded(done)
    if (refused) {
      for (const open of begun) {
        open.wary = true
        await restore(open)
      }
      return refused
    }
    for (const { open, part } of tried) Y.applyUpdate(open.doc, part.update)
    return ok(done.rows)
  } finally {
    for (const { open } of tried) done.after.get(open.name)?.destroy()
  }
}

function isTriedFirst({ bytes, wary }: OpenDocument): boolean {
  return wary || bytes > LARGE_BYTES
}

type Refusal = Extract<Result<never, ApplyRefusal>, { ok: false }>

function tryAll(parts: readonly AdmittedPart[], done: Done, context: ApplyContext): Refusal | undefined {
  for (const admitted of parts) {
    const { open, authors, touched } = admitted
    const doc = trialCopy(open.doc, related(open, touched), authors)
    const refused = applyOne({ ...open, doc }, admitted, done, context)
    if (refused) return refused
  }
  return undefined
}

type Beginning = { readonly context: ApplyContext; readonly begun: OpenDocument[] }

function applyAll(parts: readonly AdmittedPart[], done: Done, { context, begun }: Beginning): Refusal | undefined {
  for (const admitted of parts) {
    begun.push(admitted.open)
    const refused = applyOne(admitted.open, admitted, done, context)
    if (refused) return refused
  }
  return undefined
}

function applyOne(
  standing: Pick<OpenDocument, 'name' | 'ref' | 'doc'>,
  { part, touched }: AdmittedPart,
  done: Done,
  context: ApplyContext,
): Refusal | undefined {
  done.after.set(standing.name, standing.doc)
  const applied = applyUpdate(standing, { update: part.update, touched }, context)
  if (!applied.ok) return applied
  done.rows.push(...applied.value.rows)
  done.claimed.push(...applied.value.claimed.map((what) => ({ by: standing.name, what })))
  return undefined
}

/** A link has a row as long as its event type has: where either is touched, all of them are looked at. */
function related({ doc, ref }: OpenDocument, touched: TouchedEntities): TouchedEntities {
  if (ref.kind !== 'member' && ref.kind !== 'team') return touched
  const whole: RootName[] = ['eventTypes', 'links']
  const all = whole.map(
    (root) => [root, new Set([...entitiesOf(doc, root).keys(), ...(touched.get(root) ?? [])])] as const,
  )
  return new Map([...touched, ...all])
}

/** A move names where the entry went, and there it stands and says where it came from: all in one command. */
function unfounded({ claimed, after }: Done): Refusal | undefined {
  const isFounded = claimed.every(({ by, what }) =>
    what.kind === 'moved' ? arrived(after, by, what) : [...after.values()].some((doc) => hasLeft(doc, by, what)),
  )
  return isFounded ? undefined : refuse('forbidden')
}

function arrived(after: Done['after'], from: DocumentName, { id, to }: Extract<Claimed, { kind: 'moved' }>): boolean {
  const left = after.get(from)
  const home = left && movesOf(left, id).find((move) => move.to === to)?.home
  const found = [...after].find(([name]) => name === home)
  return found !== undefined && originOf(found[1], to) === id
}

function hasLeft(doc: Y.Doc, home: DocumentName, { id, from, keys }: Extract<Claimed, { kind: 'borrowed' }>): boolean {
  if (typeof from !== 'string' || !movesOf(doc, from).some((move) => move.to === id && move.home === home)) return false
  const left = entityAt(doc, 'appointments', from)
  return [...keys].every(([key, value]) => sameValue(plainValue(left?.get(key)), plainValue(value)))
}
