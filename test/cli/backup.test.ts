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
    expect(await dayloom('backup', backup, '--data', data)).toMatchObject({ code: 0, stderr: '' })
  }, 60_000)

  const refused = async (sentence: string, ...args: string[]) => {
    const { code, stdout, stderr } = await dayloom(...args)
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` })
  }

  test('Y8 the backup is one file for its owner alone, and comes back in another folder', async () => {
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'desk.backup'])
    const other = join(folder.path, 'other')
    const { code, stdout } = await dayloom('restore', backup, '--data', other)
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Restored. Sign in again to bring the desk in step with its server.\n',
    })
    await using desk = await open(other)
    expect(await titles(desk.call)).toEqual(['Visit'])
  })

  test('nothing is overwritten: not a backup, not a desk', async () => {
    await refused(`There is something at ${backup} already: choose another place.`, 'backup', backup, '--data', data)
    await refused('There is a desk in this folder already: --force replaces it.', 'restore', backup, '--data', data)
  })

  test('with --force the desk is replaced; one that holds what no server has is kept', async () => {
    const { code, stdout } = await dayloom('restore', backup, '--force', '--data', data)
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('is kept in') })
    const kept = readdirSync(join(data, 'desk')).find((name) => name.startsWith('replaced-'))
    expect(existsSync(join(data, 'desk', String(kept), 'desk.sqlite'))).toBe(true)
  })

  test('a folder in use is refused, and left as it is', async () => {
    await using desk = await open()
    await refused(
      `Dayloom is already running on ${join(data, 'desk')}; close it first, or choose another folder.`,
      ...['restore', backup, '--force', '--data', data],
    )
    expect(await titles(desk.call)).toEqual(['Visit'])
  })

  test('what is no backup, a damaged one, and one of a newer Dayloom are refused before anything is touched', async () => {
    const fresh = join(folder.path, 'fresh')
    const text = join(folder.path, 'text')
    writeFileSync(text, 'no database')
    await refused(`${text} is no backup of a Dayloom desk.`, 'restore', text, '--data', fresh)
    const none = join(folder.path, 'none')
    await refused(`There is no file ${none}.`, 'restore', none, '--data', fresh)
    const foreign = join(folder.path, 'foreign')
    new Database(foreign).exec('CREATE TABLE somebody_else (x)').close()
    await refused(`${foreign} is no backup of a Dayloom desk.`, 'restore', foreign, '--data', fresh)
    await refused('There is no desk in this folder yet.', 'backup', join(folder.path, 'x'), '--data', fresh)

    const newer = join(folder.path, 'newer')
    expect((await dayloom('backup', newer, '--data', data)).code).toBe(0)
    new Database(newer).exec("INSERT INTO migration VALUES (9999999999999, '9999_newer')").close()
    await refused(
      'This data was written by a newer version of Dayloom; please update Dayloom to open it.',
      ...['restore', newer, '--data', fresh],
    )
    expect(existsSync(join(fresh, 'desk', 'desk.sqlite'))).toBe(false)
    expect(existsSync(join(fresh, 'desk', 'desk.sqlite.restoring'))).toBe(false)
  })

  test('options that cannot be meant are said with exit code 2', async () => {
    expect((await dayloom('restore')).code).toBe(2)
    expect((await dayloom('backup', backup, '--nonsense')).code).toBe(2)
  })
})
