import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { createAttempts } from '../../../sync-server/accounts/attempts.ts'
import { readSyncPass, signSyncPass } from '../../../sync-server/accounts/sync-token.ts'
import { ANNA, id, workspace } from '../started-server.ts'

const key = new Uint8Array(32).fill(7)
const pass = { workspace, member: ANNA, device: id(ids.DeviceId, 1), expiresAt: instant(1_000) }

test('a sync token is read until it ends, and holds letters that a subprotocol may hold', () => {
  const token = signSyncPass(key, pass)
  expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/)
  expect(readSyncPass(key, token, instant(999))).toEqual(pass)
  expect(readSyncPass(key, token, instant(1_000))).toBeUndefined()
})

test('a token with one bit changed anywhere, of another key, or of another shape, is none', () => {
  const token = signSyncPass(key, pass)
  const now = instant(0)
  for (let at = 0; at < token.length - 1; at++) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
    expect(readSyncPass(key, changed, now)).toBeUndefined()
  }
  expect(readSyncPass(new Uint8Array(32), token, now)).toBeUndefined()
  for (const odd of ['', '.', 'a', `${token}.x`, `${token}=`.slice(1)])
    expect(readSyncPass(key, odd, now)).toBeUndefined()
})

test('attempts are counted per key, within a window that moves along', () => {
  let now = 0
  const attempts = createAttempts({ most: 2, withinMs: 100, now: () => now })
  attempts.count('a')
  now = 60
  attempts.count('a')
  expect([attempts.isSpent('a'), attempts.isSpent('b')]).toEqual([true, false])
  now = 101
  expect(attempts.isSpent('a')).toBe(false)
})

test('a flood of keys does not take the memory', () => {
  const attempts = createAttempts({ most: 1, withinMs: 1_000, now: () => 0 })
  for (let n = 0; n < 25_000; n++) attempts.count(`key ${n}`)
  expect([attempts.isSpent('key 0'), attempts.isSpent('key 24999')]).toEqual([false, true])
})
