import { expect, test } from 'vitest'
import { DeviceId } from '../../../src/core/model/ids.ts'
import { createSync } from '../../../src/engine/sync/create-sync.ts'
import { createOnlookers } from '../../../src/engine/sync/onlookers.ts'
import { createSyncStatus } from '../../../src/engine/sync/sync-status.ts'
import { serverClient } from '../../../src/engine/sync/server-client.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { StorageError } from '../../../src/storage/storage-error.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { SERVER } from '../../support/synced-desk.ts'

test.each(['disk-full', 'storage-failed'] as const)(
  'what the disk refuses is said as that, and not as the server’s: %s',
  async (reason) => {
    const double = createServerDouble()
    const { connect } = double
    double.join('ada@example.org', 'owner')
    const device = DeviceId.parse(newId())
    const { session } = await serverClient({ connect, server: SERVER }).accounts.signIn({
      email: 'ada@example.org',
      password: 'password',
      device: { id: device, name: 'test' },
    })
    const status = createSyncStatus({ now: () => 0, counts: async () => ({ waiting: 1, refused: 0 }) })
    const refuses = async (): Promise<never> => {
      throw new StorageError(reason, { code: 'SQLITE_FULL' })
    }
    const replica = {
      cursors: async () => ({}),
      meet: refuses,
      grant: refuses,
      withdraw: refuses,
      take: refuses,
      refuse: refuses,
      settle: refuses,
      waiting: async () => [],
    }
    await using sync = createSync({
      connect,
      replica,
      status,
      onlookers: createOnlookers(() => double.workspace.id),
      server: SERVER,
      device,
      session: () => session,
      now: () => 0,
      random: () => 0,
      pingEvery: 20_000,
      log: () => undefined,
      revoked: () => undefined,
    })
    sync.poke()
    await eventually(() => status.get().problem === reason)
    expect(status.get()).toMatchObject({ problem: reason })
  },
)
