import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Migration } from '../../src/storage/migration.ts'
import { migrationsToRun, NewerVersionError } from '../../src/storage/migration.ts'

const root = join(import.meta.dirname, '../..')
const migration = (when: number): Migration => ({ tag: `${when}`, when, statements: [] })

test('schema and migrations agree: the generator has nothing to add', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/migrations.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('only what has not run yet is run', () => {
  const ours = [migration(1), migration(2), migration(3)]
  expect(migrationsToRun(ours, [])).toEqual(ours)
  expect(migrationsToRun(ours, [1, 2])).toEqual([migration(3)])
  expect(migrationsToRun(ours, [1, 2, 3])).toEqual([])
})

test('data with a migration that we do not know are refused in one sentence', () => {
  expect(() => migrationsToRun([migration(1)], [1, 2])).toThrow(NewerVersionError)
  expect(() => migrationsToRun([migration(1)], [1, 2])).toThrow(
    /^This data was written by a newer version of Dayloom; [^.]+\.$/,
  )
})
