import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { putSetting } from '../../src/storage/desk/setting.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'

// Started by test/storage/kill.test.ts: writes numbers for ever, and prints each one that it calls saved.
// `early`: the mutant, which says so before the commit.
const [file = '', from = '0', when = 'committed'] = process.argv.slice(2)

const store = await openSqlite({ file })
for (let n = Number(from); ; n += 1) {
  await store.tx(async (tx) => {
    putSetting(tx, { key: `${n}`, value: 'x'.repeat(500) })
    if (when === 'early') {
      writeSync(1, `${n}\n`)
      // Time enough to be killed in.
      await sleep(100)
    }
  })
  if (when === 'committed') writeSync(1, `${n}\n`)
}
