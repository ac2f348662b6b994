import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { StorageError } from '../../../src/storage/storage-error.ts'
import { writeOn } from '../desk-writer.ts'

// A desk on a disk that fails: says what the person is told of each write, `acknowledged <title>` or `told <reason>: …`.
const [, , folder = '', writes = '60'] = process.argv
const say = (line: string) => writeSync(1, `${line}\n`)
try {
  await using store = await openSqlite({ file: join(folder, 'desk.sqlite') })
  await writeOn(store, {
    cycle: '0',
    writes: Number(writes),
    tell: async (line, deed) => {
      const done = await deed()
      say(done.ok ? line : `told ${done.reason}: ${line}`)
    },
  })
} catch (error) {
  // What reaches nobody who asked for anything: at the start, and while the desk tidies up.
  if (!(error instanceof StorageError)) throw error
  say(`told ${error.reason}: at large`)
}
say('ended')
