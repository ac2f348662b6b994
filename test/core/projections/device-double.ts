import * as Y from 'yjs'
import { commandByVerb } from '../../../src/core/commands/commands.ts'
import { parseInput } from '../../../src/core/commands/parse-input.ts'
import { parseDocumentName, type DocumentName } from '../../../src/core/document/document-name.ts'
import { hasPending } from '../../../src/core/document/has-pending.ts'
import type { RootName } from '../../../src/core/document/shared-document.ts'
import { touchedEntities } from '../../../src/core/document/touched-entities.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { project } from '../../../src/core/projections/project.ts'
import { ANNA, WORKSPACE, at, uuid } from '../document/samples.ts'
import { applyTo } from './row-table.ts'

export const HORIZON = { from: at('2026-01-01T00:00:00Z'), until: at('2026-07-01T00:00:00Z') }

export type Update = { readonly document: DocumentName; readonly bytes: Uint8Array }

/** One device of a workspace: documents, the rows that follow from what each transaction touched, and what it has sent. */
export type DeviceDouble = {
  readonly docs: ReadonlyMap<DocumentName, Y.Doc>
  readonly rows: ReadonlyMap<string, unknown>
  readonly sent: readonly Update[]
  run(verb: string, input: object, now: number): void
  receive(update: Update): void
}

type Touching = typeof touchedEntities

export function deviceDouble(clientId: number, touching: Touching = touchedEntities): DeviceDouble {
  const docs = new Map<DocumentName, Y.Doc>()
  const rows = new Map<string, unknown>()
  const sent: Update[] = []
  let made = 0
  const open = (name: DocumentName): Y.Doc => docs.get(name) ?? opened(name)
  const opened = (name: DocumentName): Y.Doc => {
    const doc = new Y.Doc()
    doc.clientID = clientId
    docs.set(name, doc)
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') sent.push({ document: name, bytes })
    })
    let waiting = new Map<RootName, Set<string>>()
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      for (const [root, ids] of touching(transaction))
        waiting.set(root, new Set([...(waiting.get(root) ?? []), ...ids]))
      if (hasPending(doc)) return
      applyTo(rows, project(name, doc, waiting, HORIZON))
      waiting = new Map()
    })
    return doc
  }
  return {
    docs,
    rows,
    sent,
    receive: ({ document, bytes }) => Y.applyUpdate(open(document), bytes, 'remote'),
    run(verb, raw, now) {
      const command = commandByVerb(verb)
      const input = command && parseInput(command, raw)
      if (command === undefined || !input?.ok) return
      for (const name of command.documents(input.value, WORKSPACE)) if (hasPending(open(name))) return
      command.run({ get: open }, input.value, {
        now: instant(now),
        newId: () => uuid(clientId * 10_000 + made++),
        actor: ANNA,
        workspace: WORKSPACE,
      })
    },
  }
}

/** The rows of a device that has only ever been told the final documents. */
export function rowsFromScratch(device: DeviceDouble): Map<string, unknown> {
  const rows = new Map<string, unknown>()
  for (const [name, doc] of device.docs) {
    if (parseDocumentName(name) === undefined) throw new Error(name)
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc))
    applyTo(rows, project(name, fresh, 'all', HORIZON))
  }
  return rows
}

/** After it everybody knows everything, whatever was lost before. */
export function exchangeAll(devices: readonly DeviceDouble[]): void {
  for (const from of devices) {
    for (const to of devices) {
      for (const [document, doc] of from.docs) {
        const known = to.docs.get(document)
        const bytes = Y.encodeStateAsUpdate(doc, known && Y.encodeStateVector(known))
        to.receive({ document, bytes })
      }
    }
  }
}
