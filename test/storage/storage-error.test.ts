import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, test } from 'vitest'
import { StorageError, toStorageError } from '../../src/storage/storage-error.ts'

const coded = (code: string, facts: object = {}) => Object.assign(new Error(`driver: ${code}`), { code, ...facts })

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['53100', 'disk-full'],
  ['SQLITE_IOERR_FSYNC', 'storage-failed'],
  ['SQLITE_CORRUPT', 'storage-failed'],
  ['22P02', 'storage-failed'],
  ['23P01', 'overlap'],
  ['23505', 'duplicate'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'duplicate'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'duplicate'],
  ['40001', 'conflict'],
  ['40P01', 'conflict'],
  ['55P03', 'conflict'],
  ['SQLITE_BUSY', 'conflict'],
  ['08006', 'unavailable'],
  ['57P01', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
])('%s is %s', (code, reason) => {
  expect(toStorageError(coded(code))).toMatchObject({ name: 'StorageError', reason, code })
})

test('a lost connection has no code, but is known by what it says', () => {
  const lost = new Error('Connection terminated unexpectedly')
  expect(toStorageError(lost)).toMatchObject({ reason: 'unavailable', code: 'ECONNRESET' })
})

test('the innermost database error counts, and no value of the query comes along', () => {
  const driver = coded('23505', {
    constraint: 'user_email_unique',
    detail: 'Key (email)=(anna@example.org) already exists.',
  })
  const error = toStorageError(new DrizzleQueryError('insert into "user" values ($1)', ['anna@example.org'], driver))
  expect(error).toEqual(
    new StorageError('duplicate', {
      code: '23505',
      constraint: 'user_email_unique',
      statement: 'insert into "user" values ($1)',
    }),
  )
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('anna')
})

test.each([new RangeError('mine'), coded('ENOENT'), 'text', undefined])(
  '%s is no database error and stays as it is',
  (error) => {
    expect(toStorageError(error)).toBe(error)
  },
)
