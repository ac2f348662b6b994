import { writeSync } from 'node:fs'
import { pino } from 'pino'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { createDocuments } from '../../../sync-server/documents/create-documents.ts'
import { openDatabase } from '../../../sync-server/database/open-database.ts'
import { newId } from '../../../sync-server/new-id.ts'
import { appointmentUpdate, openedForAnna } from './server-writes.ts'

// The documents of a server on a disk that fails: says how each command was answered, `acknowledged <id>`, `refused <reason>`,
// or `failed`, with which a device asks again later.
const [, , folder = '', commands = '30'] = process.argv
const say = (line: string) => writeSync(1, `${line}\n`)
try {
  const store = await openDatabase({ folder })
  const logger = pino({ enabled: false })
  const documents = await createDocuments({
    store,
    databaseUrl: undefined,
    now: () => instant(Date.now()),
    logger,
    monotonic: () => performance.now(),
  })
  const { writer, document } = await openedForAnna(documents.serverTransaction)
  const sender = { member: writer.member, offer: () => undefined, regrant: () => undefined }
  for (let index = 0; index < Number(commands); index += 1) {
    const id = ids.CommandId.parse(newId())
    const parts = [{ document, epoch: undefined, update: appointmentUpdate(index + 1) }]
    await new Promise<void>((answered) => {
      documents.queue.submit({
        command: { id, writer, parts },
        sender,
        answer: (answer) => {
          say(answer.ok ? `acknowledged ${id}` : `refused ${answer.reason}`)
          answered()
        },
        fail: () => {
          say('failed')
          answered()
        },
      })
    })
  }
  say('ended')
  process.exit(0)
} catch (error) {
  say(`stopped: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`)
  process.exit(1)
}
