import type { CommandId } from '../../core/model/ids.ts'
import type { RowChange } from '../../core/projections/rows.ts'
import { acknowledge } from '../../storage/desk/acknowledge.ts'
import { appendRemote } from '../../storage/desk/append-remote.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { dropUnacknowledged } from '../../storage/desk/drop-unacknowledged.ts'
import { documentState, type DocumentState } from '../../storage/desk/document-state.ts'
import { inOutbox } from '../../storage/desk/in-outbox.ts'
import { isOpen } from '../../storage/desk/is-open.ts'
import { storeSnapshot } from '../../storage/desk/store-snapshot.ts'
import type { DeskHandle } from '../../storage/handle.ts'
import { mergeChanged } from '../desk/changed-collections.ts'
import type { Desk } from '../desk/desk.ts'
import { loadDocument } from '../desk/open-documents.ts'
import { projectDocument } from '../desk/project-document.ts'
import { writeRows, type Rows } from '../desk/write-rows.ts'
import { applyRemote, SpoiltDocument, type Manner } from './apply-remote.ts'
import { named } from './named.ts'
import { OutOfStep, type LogMessage } from './replica.ts'

/**
 * Takes over what the server's log says, in the order it came: into the documents in memory, then log, rows and cursors in
 * one transaction. Only in the lane. Where it throws nothing has changed.
 */
export async function takeLog(desk: Desk, messages: readonly LogMessage[]): Promise<void> {
  try {
    await takeTogether(desk, messages, 'swift')
  } catch (error) {
    if (!(error instanceof SpoiltDocument)) throw error
    for (const message of messages) await takeTogether(desk, [message], 'careful')
  } finally {
    desk.documents.trim()
  }
}

async function takeTogether(desk: Desk, messages: readonly LogMessage[], manner: Manner): Promise<void> {
  const names = messages.flatMap((message) => (message.kind === 'accepted' ? [] : [named(message.document)]))
  try {
    const steps = messages.map((message) => stepOf(desk, message, manner))
    const { value, changed } = await writeRows(desk, async (rows) => {
      const settled = steps.map((step) => step.store(rows.tx))
      await rows.apply(steps.flatMap((step) => step.rows))
      const overtaken = new Set(settled.flatMap((one) => one.overtaken ?? []))
      for (const name of overtaken) await takeTheirs(rows, desk, name)
      return { acknowledged: settled.flatMap((one) => one.acknowledged), overtaken }
    })
    for (const id of value.acknowledged) desk.marks.remove(id)
    desk.changes.publish(value.acknowledged.length === 0 ? changed : mergeChanged(changed, ['appointments']))
    desk.documents.discard(value.overtaken)
    if (value.overtaken.size > 0) throw new OutOfStep('another copy of this desk has sent our commands')
  } catch (error) {
    desk.documents.discard(names)
    throw error
  }
}

/** The document as the server has it; what waits in it has lost its ground, and is made again on what is there now. */
async function takeTheirs(rows: Rows, desk: Desk, name: DocumentName): Promise<void> {
  dropUnacknowledged(rows.tx, name)
  await rows.drop(name)
  await rows.apply(projectDocument(loadDocument(rows.tx, name), 'all', desk.horizon()))
}

/** What one message means: in memory it is done; `store` does it on disk, and names the own commands that are settled by it. */
type Step = { readonly rows: readonly RowChange[]; store(tx: DeskHandle): Settled }
type Settled = {
  readonly acknowledged: readonly CommandId[]
  /** In which a command of ours came back in other words than ours. */
  readonly overtaken?: DocumentName
}

function stepOf(desk: Desk, message: LogMessage, manner: Manner): Step {
  switch (message.kind) {
    case 'accepted':
      return { rows: [], store: (tx) => ({ acknowledged: storeAccepted(tx, message) }) }
    case 'entries':
      return entriesStep(desk, message, manner)
    case 'snapshot':
      return snapshotStep(desk, message, manner)
  }
}

type Message<K extends LogMessage['kind']> = Extract<LogMessage, { kind: K }>

function entriesStep(desk: Desk, { document, epoch, entries }: Message<'entries'>, manner: Manner): Step {
  const { name } = heldState(desk.store.read, document, epoch)
  const updates = entries.map((entry) => entry.update)
  const { rows, kept } = applyRemote(desk, name, updates, manner)
  const store = (tx: DeskHandle): Settled => {
    const taken = entries.flatMap(({ seq, command }, index) => {
      const update = kept[index]
      if (update === undefined) return []
      const entry = { document: name, epoch, seq, update, ...(command === undefined ? {} : { command }) }
      return { command, as: inStep(() => appendRemote(tx, entry)) }
    })
    // Also one whose update was dropped here meanwhile, or that was set aside: the log has it, so it was done.
    const own = inOutbox(
      tx,
      taken.flatMap(({ command, as }) => (command && as !== 'known' ? [command] : [])),
    )
    const acknowledged = own.filter((id) => acknowledgeWhole(tx, id))
    return { acknowledged, ...(taken.some(({ as }) => as === 'other') ? { overtaken: name } : {}) }
  }
  return { rows, store }
}

function snapshotStep(desk: Desk, message: Message<'snapshot'>, manner: Manner): Step {
  const { document, epoch, upto, update } = message
  const { name, seq } = heldState(desk.store.read, document, epoch)
  if (upto <= seq) return { rows: [], store: () => ({ acknowledged: [] }) }
  const { rows, kept } = applyRemote(desk, name, [update], manner)
  // An unreadable whole leaves nothing to go on with.
  if (kept[0] !== update) throw new OutOfStep(`unreadable snapshot of ${name}`)
  return {
    rows,
    store: (tx) => {
      inStep(() => storeSnapshot(tx, { document: name, epoch, upto, update }))
      return { acknowledged: [] }
    },
  }
}

function storeAccepted(tx: DeskHandle, { id, parts }: Message<'accepted'>): CommandId[] {
  const held = parts.flatMap(({ document, epoch, seq }) => {
    const state = documentState(tx, named(document))
    // Withdrawn since it was sent.
    if (state === undefined) return []
    if (state.epoch !== epoch || seq > state.seq + 1) throw new OutOfStep(`acknowledged out of step: ${document}`)
    return [{ document: state.name, epoch, seq }]
  })
  acknowledge(tx, { command: id, parts: held })
  return [id]
}

/** An answer was lost, and the command came back in the log: it leaves the outbox with the last of its parts. */
function acknowledgeWhole(tx: DeskHandle, id: CommandId): boolean {
  if (isOpen(tx, id)) return false
  acknowledge(tx, { command: id, parts: [] })
  return true
}

function heldState(db: Parameters<typeof documentState>[0], document: string, epoch: number): DocumentState {
  const state = documentState(db, named(document))
  if (state === undefined || state.epoch !== epoch) throw new OutOfStep(`not held in this epoch: ${document}`)
  return state
}

function inStep<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new OutOfStep(error.message)
    throw error
  }
}
