import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { firstCalendar, hour, openTestDesk, titles } from '../support/test-desk.ts'

const dayloom = (...args: string[]) => runProcess('src/cli/index.ts', args)

describe('backup and restore of a desk from the command line', () => {
  const folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const backup = join(folder.path, 'desk.backup')
  afterAll(() => folder[Symbol.dispose]())

  /** A desk in `data` in which one appointment stands; `dataDir` is the desk's own folder. */
  const open = (root = data) => openTestDesk({ dataDir: join(root, 'desk') })

  beforeAll(async () => {
    await using desk = await open()
    await desk.call.appointments.create(hour(await firstCalendar(desk.call), 'Visit', '2026-11-23T10:00:00+01:00'))
    // The desk is at work meanwhile.
    const { code, stderr } = await dayloom('backup', backup, '--data', data)
    if (code !== 0) throw new Error(stderr)
  }, 60_000)

  const refusal = (sentence: string) => ({ code: 1, stdout: '', stderr: `${sentence}\n` })

  test('Y8 the backup is one file for its owner alone, and comes back in another folder', async () => {
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'desk.backup'])
    const other = join(folder.path, 'other')
    const { code, stdout } = await dayloom('restore', backup, '--data', other)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Restored.\n' })
    await using desk = await open(other)
    expect(await titles(desk.call)).toEqual(['Visit'])
  })

  test('nothing is overwritten: not a backup, not a desk', async () => {
    expect(await dayloom('backup', backup, '--data', data)).toEqual(
      refusal(`There is something at ${backup} already: choose another place.`),
    )
    expect(await dayloom('restore', backup, '--data', data)).toEqual(
      refusal('There is a desk in this folder already: --force replaces it.'),
    )
  })

  test('with --force the desk is replaced; one that holds what no server has is kept', async () => {
    const { code, stdout } = await dayloom('restore', backup, '--force', '--data', data)
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('is kept in') })
    const kept = readdirSync(join(data, 'desk')).find((name) => name.startsWith('replaced-'))
    expect(existsSync(join(data, 'desk', String(kept), 'desk.sqlite'))).toBe(true)
  })

  test('a folder in use is refused, and left as it is', async () => {
    await using desk = await open()
    expect(await dayloom('restore', backup, '--force', '--data', data)).toEqual(
      refusal(`Dayloom is already running on ${join(data, 'desk')}; close it first, or choose another folder.`),
    )
    expect(await titles(desk.call)).toEqual(['Visit'])
  })

  test('what is no backup, a damaged one, and one of a newer Dayloom are refused before anything is touched', async () => {
    const fresh = join(folder.path, 'fresh')
    const text = join(folder.path, 'text')
    writeFileSync(text, 'no database')
    expect(await dayloom('restore', text, '--data', fresh)).toEqual(refusal(`${text} is no backup of a Dayloom desk.`))
    const none = join(folder.path, 'none')
    expect(await dayloom('restore', none, '--data', fresh)).toEqual(refusal(`There is no file ${none}.`))
    const foreign = join(folder.path, 'foreign')
    new Database(foreign).exec('CREATE TABLE somebody_else (x)').close()
    expect(await dayloom('restore', foreign, '--data', fresh)).toEqual(
      refusal(`${foreign} is no backup of a Dayloom desk.`),
    )
    expect(await dayloom('backup', join(folder.path, 'x'), '--data', fresh)).toEqual(
      refusal('There is no desk in this folder yet.'),
    )

    const newer = join(folder.path, 'newer')
    expect((await dayloom('backup', newer, '--data', data)).code).toBe(0)
    new Database(newer).exec("INSERT INTO migration VALUES (9999999999999, '9999_newer')").close()
    expect(await dayloom('restore', newer, '--data', fresh)).toEqual(
      refusal('This data was written by a newer version of Dayloom; please update Dayloom to open it.'),
    )
    expect(existsSync(join(fresh, 'desk', 'desk.sqlite'))).toBe(false)
    expect(existsSync(join(fresh, 'desk', 'desk.sqlite.restoring'))).toBe(false)
  })

  test('options that cannot be meant are said with exit code 2', async () => {
    expect((await dayloom('restore')).code).toBe(2)
    expect((await dayloom('backup', backup, '--nonsense')).code).toBe(2)
  })
})
