import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { compactDocument } from '../../sync-server/documents/compact-document.ts'
import { createFolder } from '../../sync-server/documents/folder.ts'
import { createOpenDocuments } from '../../sync-server/documents/open-document.ts'
import { runUnit } from '../../sync-server/documents/run-unit.ts'
import { unitScope } from '../../sync-server/documents/unit-scope.ts'
import { appointment, entriesDocument } from '../support/rows.ts'

// Writes ten appointments, says that they are on disk, and compacts their document; it kills itself before the statement of
// that number, or behind the last one.
const [, , folder = '', first = '0', dieAt = '0', fault] = process.argv
const name = entriesDocument(1)
const store = await openDatabase({ folder })
const documents = createOpenDocuments({ maxBytes: 1e6 })
const unit = { documents, grants: new Map(), now: () => instant(1) }

for (let n = Number(first); n < Number(first) + 10; n++) {
  await runUnit(store, unit, (one) => unitScope(one).write(name, (doc) => writeAppointment(doc, appointment(n))))
}
process.stdout.write(`${JSON.stringify({ written: Number(first) + 10 })}\n`)

let statements = 0
const mortal: PostgresStore = {
  ...store,
  tx: (work) =>
    store.tx((tx) =>
      work(
        new Proxy(tx, {
          get: (target, key) => {
            if (key === 'select' || key === 'insert' || key === 'update' || key === 'delete') count()
            return Reflect.get(target, key)
          },
        }),
      ),
    ),
}
// Lets go of the log before there is a snapshot of it, in a transaction of its own: what the kill must not be able to do.
if (fault === 'log-first') await store.tx(async (tx) => void (await tx.execute('delete from doc_update')))
if (fault === 'log-first') process.kill(process.pid, 'SIGKILL')
await compactDocument({ store: mortal, folder: createFolder() }, name)
process.kill(process.pid, 'SIGKILL')

function count(): void {
  statements += 1
  if (statements === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
}
