import type { DocumentName } from '../../core/document/document-name.ts'
import { documentName } from '../../core/document/document-name.ts'
import { bearInEpoch } from '../../storage/desk/bear-in-epoch.ts'
import { documentState, documentStates, type DocumentState } from '../../storage/desk/document-state.ts'
import { putDocumentState } from '../../storage/desk/put-document-state.ts'
import type { Restored } from '../../storage/desk/kept-commands.ts'
import type { Desk } from '../desk/desk.ts'
import { beginAnew } from './begin-anew.ts'
import { isStillOurs } from './is-still-ours.ts'
import { named } from './named.ts'
import { OutOfStep, type Known } from './replica.ts'
import { withdrawDocuments } from './withdraw-documents.ts'

/** What the server may show this device, against what is here: wipes the rest, and begins anew what began anew there. */
export async function meetDocuments(desk: Desk, known: Known): Promise<void> {
  const states = documentStates(desk.store.read).filter((state) => state.known)
  const restored = states.flatMap((state) => restoredState(state, known[state.name]) ?? [])
  const missing = states.filter((state) => known[state.name] === undefined).map(({ name }) => name)
  // A restored server has never heard of what came to be after its backup: that is not taken away, but made again.
  const unborn = restored.length > 0 ? missing : await isStillOurs(desk, missing, known)
  const gone = missing.filter((name) => !unborn.includes(name))
  if (gone.length > 0) await withdrawDocuments(desk, gone)
  const lost = [...restored, ...unborn.map((name) => ({ name, epoch: -1, from: 0, head: 0 }))]
  const isOlder = restored.some(({ name, epoch }) => epoch <= epochOf(states, name))
  if (lost.length > 0) await beginAnew(desk, lost, restored.length > 0 && !isOlder ? 'restored' : 'older')
  await grantDocuments(desk, known)
  // The server counts from where we said we were, which in a log that became shorter is nowhere.
  if (restored.some(({ name, epoch }) => epoch === epochOf(states, name))) throw new OutOfStep('a log became shorter')
}

/** Documents that came to be, or whose grant changed. */
export async function grantDocuments(desk: Desk, known: Known): Promise<void> {
  const directory = known[documentName({ kind: 'directory', workspace: desk.identity().workspace })]
  await desk.store.tx(async (tx) => {
    for (const [document, { epoch, writable }] of Object.entries(known)) {
      const name = named(document)
      const state = documentState(tx, name) ?? { name, epoch, seq: 0, clientId: undefined, writable, known: false }
      // What was made here before the server knew of it stays, and waits.
      const held = state.known ? { ...state, writable } : { ...state, epoch, writable, known: true }
      putDocumentState(tx, held)
    }
    if (directory) bearInEpoch(tx, directory.epoch)
  })
}

/** Another epoch, or a log shorter than what was heard of it: what was acknowledged no longer holds. */
function restoredState({ name, epoch, seq }: DocumentState, known: Known[string] | undefined): Restored | undefined {
  if (known === undefined || (epoch === known.epoch && seq <= known.head)) return undefined
  // Nobody has said that it was restored: all that is in the log is held for what it was.
  const from = epoch === known.epoch ? known.head : known.from
  return { name, epoch: known.epoch, from, head: known.head }
}

function epochOf(states: readonly DocumentState[], name: DocumentName): number {
  return states.find((state) => state.name === name)?.epoch ?? 0
}
