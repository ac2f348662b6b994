import { writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { writeOn } from '../desk-writer.ts'

// A desk that is opened, written and closed several times, while its system calls are recorded: the word to the person is a write
// among them. `normal`: the mutant, whose commits do not wait for the disk.
const [, , folder = '', lives = '2', writes = '40', fault] = process.argv
if (fault === 'normal') {
  const own = Database.prototype.pragma
  Object.defineProperty(Database.prototype, 'pragma', {
    value(this: Database.Database, source: string, options?: Database.PragmaOptions): unknown {
      return own.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options)
    },
  })
}
for (let life = 0; life < Number(lives); life += 1) {
  const store = await openSqlite({ file: join(folder, 'desk.sqlite') })
  await writeOn(store, {
    cycle: String(life),
    writes: Number(writes),
    tell: async (line, deed) => {
      if (!(await deed()).ok) throw new Error(`refused: ${line}`)
      writeSync(1, `${line}\n`)
    },
  })
  await store.close()
}
