import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openPglite } from '../../src/storage/open-pglite.ts'
import { postgresMigrations as migrations } from '../../sync-server/database/migrations/migrations.ts'
import { serverSetting } from '../../sync-server/database/schema.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('Y1 in a folder every commit reaches the disk by a real fsync, and is there after reopening', async () => {
  using temporary = temporaryFolder()
  const folder = join(temporary.path, 'pglite')
  {
    await using store = await openPglite({ folder, migrations })
    const { rows } = await store.read.execute(sql`show fsync`)
    expect(rows).toEqual([{ fsync: 'on' }])

    const before = store.syncs()
    for (const key of ['a', 'b', 'c']) {
      await store.tx(async (tx) => {
        await tx.insert(serverSetting).values({ key, value: key })
      })
    }
    expect(store.syncs()).toBeGreaterThanOrEqual(before + 3)
  }
  await using store = await openPglite({ folder, migrations })
  const rows = await store.read.select({ key: serverSetting.key }).from(serverSetting).orderBy(serverSetting.key)
  expect(rows).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'c' }])
})
