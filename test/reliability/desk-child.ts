import { join } from 'node:path'
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { writeOn } from './desk-writer.ts'

// Writes without end and says what it would have told the person. Killed by its parent. `early`: the mutant, which says so
// before it is true.
const [, , folder = '', cycle = '0', fault] = process.argv
lockFolder(folder)
const store = await openSqlite({ file: join(folder, 'desk.sqlite') })
await writeOn(store, {
  cycle,
  writes: Number.POSITIVE_INFINITY,
  tell: async (line, deed) => {
    if (fault === 'early') process.stdout.write(`${line}\n`)
    if (!(await deed()).ok) throw new Error(`refused: ${line}`)
    if (fault !== 'early') process.stdout.write(`${line}\n`)
  },
})
