import type { DocumentName } from '../../core/document/document-name.ts'
import { documentState, documentStates, type DocumentState } from '../../storage/desk/document-state.ts'
import { dropUnacknowledged } from '../../storage/desk/drop-unacknowledged.ts'
import { putDocumentState } from '../../storage/desk/put-document-state.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import type { Desk } from '../desk/desk.ts'
import { writeRows } from '../desk/write-rows.ts'
import { dependentOn } from './dependent-commands.ts'
import { named } from './named.ts'
import { OutOfStep, type Known } from './replica.ts'
import { withdrawDocuments } from './withdraw-documents.ts'

/** What the server may show this device, against what is here: wipes the rest, and begins anew what began anew there. */
export async function meetDocuments(desk: Desk, known: Known): Promise<void> {
  const gone = documentStates(desk.store.read).filter((state) => state.known && known[state.name] === undefined)
  if (gone.length > 0) await withdrawDocuments(desk, namesOf(gone))
  const restarted = documentStates(desk.store.read).filter((state) => hasRestarted(state, known[state.name]))
  if (restarted.length > 0) await beginAnew(desk, namesOf(restarted))
  await grantDocuments(desk, known)
  // The server counts from where we said we were, which in a log that became shorter is nowhere.
  if (restarted.some(({ name, epoch }) => known[name]?.epoch === epoch)) throw new OutOfStep('a log became shorter')
}

/** Documents that came to be, or whose grant changed. */
export async function grantDocuments(desk: Desk, known: Known): Promise<void> {
  await desk.store.tx(async (tx) => {
    for (const [document, { epoch, writable }] of Object.entries(known)) {
      const name = named(document)
      const state = documentState(tx, name) ?? { name, epoch, seq: 0, clientId: undefined, writable, known: false }
      // What was made here before the server knew of it stays, and waits.
      const held = state.known ? { ...state, writable } : { ...state, epoch, writable, known: true }
      putDocumentState(tx, held)
    }
  })
}

function namesOf(states: readonly DocumentState[]): DocumentName[] {
  return states.map(({ name }) => name)
}

/** Another epoch, or a log shorter than what was heard of it: what was acknowledged no longer holds. */
function hasRestarted(state: DocumentState, known: Known[string] | undefined): boolean {
  if (!state.known || known === undefined) return false
  return state.epoch !== known.epoch || state.seq > known.head
}

// Waiting commands on these documents lose their updates; `settleCommands` runs them again on what is fetched now.
async function beginAnew(desk: Desk, names: readonly DocumentName[]): Promise<void> {
  const dependent = dependentOn(waitingCommands(desk.store.read), names, desk.identity().workspace)
  try {
    await writeRows(desk, async ({ tx, forget }) => {
      for (const name of dependent.documents) dropUnacknowledged(tx, name)
      for (const name of names) await forget(name)
    })
  } finally {
    desk.documents.discard(dependent.documents)
  }
  desk.changes.publish(['appointments', 'calendars', 'schedules', 'eventTypes'])
}
