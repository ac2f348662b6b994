import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Client } from 'pg'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { createServer } from '../../../sync-server/create-server.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { appointment } from '../../support/rows.ts'
import { runProcess } from '../../support/started-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createCopy, openDevice } from '../documents/test-device.ts'
import { ownDatabase } from '../safety/own-database.ts'
import { ANNA, fillWorkspace, QUARTER } from '../started-server.ts'

function newAppointment(n: number): Uint8Array {
  const startsAt = Date.UTC(2026, 10, 23)
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 3_600_000, zone: 'Europe/Berlin' }
  return createCopy().write((copy) => writeAppointment(copy, appointment(n, { time, createdBy: ANNA })))
}

describe.skipIf(postgresBinaries === undefined)('PostgreSQL, by the commands of docs/operating.md', () => {
  test('what was dumped is restored by its owner, and begins a new epoch before anybody is served', async () => {
    await using postgres = await startPostgres()
    using folder = temporaryFolder()
    const databaseUrl = await ownDatabase(await postgres.freshDatabase())
    const dump = join(folder.path, 'dayloom.dump')
    const tool = (name: string, ...args: string[]) =>
      execFileSync(join(postgresBinaries ?? '', name), args, {
        env: { ...process.env, PGOPTIONS: '-c dayloom.workspace=*' },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    const open = () =>
      createServer(
        { host: '127.0.0.1', port: 0, demo: false, json: false, databaseUrl },
        { logger: pino({ level: 'silent' }) },
      )
    {
      await using server = await open()
      await fillWorkspace(server)
      await using anna = await openDevice(server, ANNA)
      await anna.hello()
      await anna.command([{ document: QUARTER, update: newAppointment(1) }])
      tool('pg_dump', '--format=custom', '--enable-row-security', `--file=${dump}`, databaseUrl)
      await anna.command([{ document: QUARTER, update: newAppointment(2) }])
    }
    tool('pg_restore', '--clean', '--if-exists', '--no-owner', `--dbname=${databaseUrl}`, dump)
    const { code, stdout, stderr } = await runProcess('bin/dayloom', ['serve', '--new-epoch', '--data', folder.path], {
      DATABASE_URL: databaseUrl,
    })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'A new epoch has begun for 2 documents. The server may be started.\n',
      stderr: '',
    })

    await using server = await open()
    await using anna = await openDevice(server, ANNA)
    const { documents } = await anna.hello({ [QUARTER]: { epoch: 0, seq: 2 } })
    expect(documents[QUARTER]).toMatchObject({ head: 1, from: 1 })
    expect(documents[QUARTER]?.epoch).toBeGreaterThan(0)
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows } = await client.query('select relname from pg_class where relrowsecurity and relforcerowsecurity')
    await client.end()
    expect(rows.length).toBeGreaterThan(15)
  }, 240_000)
})
