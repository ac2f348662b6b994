import type { DocumentName } from '../../core/document/document-name.ts'
import { cursors } from '../../storage/desk/cursors.ts'
import { outgoingCommands } from '../../storage/desk/outgoing-commands.ts'
import { refuseCommand } from '../../storage/desk/refuse-command.ts'
import type { Desk } from '../desk/desk.ts'
import { grantDocuments, meetDocuments } from './meet-documents.ts'
import { named } from './named.ts'
import type { LogMessage, Replica } from './replica.ts'
import { settleCommands } from './settle-commands.ts'
import { takeLog } from './take-log.ts'
import { tryAgain } from './try-again.ts'
import { withdrawDocuments } from './withdraw-documents.ts'

/** The desk's documents as the conversation with the server works on them: one thing at a time, in the desk's lane. */
export function createReplica(desk: Desk): Replica {
  const { lane, store } = desk
  return {
    cursors: async () => cursors(store.read),
    meet: (known) => lane.run(() => meetDocuments(desk, known)),
    grant: (known) => lane.run(() => grantDocuments(desk, known)),
    withdraw: (documents) => lane.run(() => withdrawDocuments(desk, documents.map(named))),
    take: (messages) =>
      lane.run(async () => {
        await takeLog(desk, messages)
        await tryAgain(desk, documentsIn(messages))
      }),
    settle: (anew) => lane.run(() => settleCommands(desk, anew)),
    refuse: async (id, reason) => {
      await store.tx(async (tx) => refuseCommand(tx, id, reason))
      desk.marks.remove(id)
      desk.changes.publish(['appointments', 'refused'])
    },
    waiting: async (inFlight, room) => outgoingCommands(store.read, inFlight, room),
  }
}

function documentsIn(messages: readonly LogMessage[]): ReadonlySet<DocumentName> {
  return new Set(messages.flatMap((message) => (message.kind === 'accepted' ? [] : [named(message.document)])))
}
