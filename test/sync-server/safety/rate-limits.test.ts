import { array, assert, check, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createAllowance } from '../../../sync-server/safety/allowance.ts'
import { createRateLimits } from '../../../sync-server/safety/rate-limits.ts'

function clock() {
  const time = { now: 1_000 }
  return { time, now: () => time.now }
}

test('as many as allowed at once; then one each time that one is paid back', () => {
  const { time, now } = clock()
  const { wait, take } = createAllowance({ most: 3, withinMs: 60_000 }, now)
  const ask = (): number => {
    const ms = wait('a')
    if (ms === 0) take('a')
    return ms
  }
  expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 20_000])
  expect(wait('b')).toBe(0)
  time.now += 19_999
  expect(ask()).toBe(1)
  time.now += 1
  expect([ask(), ask()]).toEqual([0, 20_000])
  time.now += 60_000
  expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 20_000])
})

test('whoever waits as long as told is let in, whenever they asked before', () => {
  const asks = array(nat(40_000), { maxLength: 60 })
  assert(
    property(asks, integer({ min: 1, max: 10 }), (pauses, most) => {
      const { time, now } = clock()
      const { wait, take } = createAllowance({ most, withinMs: 60_000 }, now)
      for (const pause of pauses) {
        time.now += pause
        if (wait('a') === 0) take('a')
      }
      time.now += Math.ceil(wait('a'))
      expect(wait('a')).toBeLessThan(0.001)
    }),
  )
})

/** No stretch of the window's length lets in more than what was saved up and what is paid back meanwhile. */
const neverTooMany = (make: typeof createAllowance) =>
  property(array(nat(1_000), { minLength: 100, maxLength: 200 }), integer({ min: 1, max: 8 }), (pauses, most) => {
    const { time, now } = clock()
    const { wait, take } = make({ most, withinMs: 60_000 }, now)
    const admitted: number[] = []
    for (const pause of pauses) {
      time.now += pause
      if (wait('a') > 0) continue
      take('a')
      admitted.push(time.now)
    }
    return admitted.every((at) => admitted.filter((one) => one >= at && one < at + 60_000).length <= 2 * most)
  })

test('no minute lets in more than twice of what is allowed in it; one that forgets does (mutant)', () => {
  assert(neverTooMany(createAllowance))
  const forgetful: typeof createAllowance = (rate, now) => {
    const kept = createAllowance(rate, now)
    let asked = 0
    return { ...kept, take: (key) => ((asked += 1) % 3 === 0 ? undefined : kept.take(key)) }
  }
  expect(check(neverTooMany(forgetful), { seed: 1 }).failed).toBe(true)
})

test('a flood of other keys makes it forget who has been quiet longest, not who asks', () => {
  const { now } = clock()
  const { wait, take } = createAllowance({ most: 1, withinMs: 60_000 }, now)
  take('quiet')
  take('busy')
  for (let n = 0; n < 49_999; n++) {
    take(`other ${n}`)
    if (n === 25_000) take('busy')
  }
  expect([wait('quiet'), wait('busy') > 0]).toEqual([0, true])
})

test('each limit is counted for itself, the one that keeps longest is told, and what is refused is not counted', () => {
  const { time, now } = clock()
  const limits = createRateLimits({ 'write-address': 2, 'write-link': 3, 'write-email': 1, 'read-address': 1 }, now)
  const write = (address: string, link = 'a') => limits.admit('write', { address, link, all: 'all' })
  expect([write('1'), write('1')]).toEqual([undefined, undefined])
  expect(write('1')).toEqual({ limit: 'write-address', waitMs: 30_000 })
  expect(write('2')).toBeUndefined()
  expect(write('3')).toEqual({ limit: 'write-link', waitMs: 20_000 })
  expect(write('1')).toEqual({ limit: 'write-address', waitMs: 30_000 })
  expect(write('3', 'b')).toBeUndefined()

  expect(limits.admit('read', { address: '1', link: 'a', all: 'all' })).toBeUndefined()
  expect(limits.admit('read', { address: '1', link: 'a', all: 'all' })?.limit).toBe('read-address')

  expect(limits.admit('write', { email: ['anna@example.org'] })).toBeUndefined()
  expect(limits.admit('write', { email: ['anna@example.org'] })).toEqual({ limit: 'write-email', waitMs: 3_600_000 })
  time.now += 3_600_000
  expect(limits.admit('write', { email: ['anna@example.org'] })).toBeUndefined()
})

test('all together are limited as well', () => {
  const { now } = clock()
  const limits = createRateLimits({ 'write-all': 2 }, now)
  const write = (address: string) => limits.admit('write', { address, link: address, all: 'all' })
  expect([write('1'), write('2'), write('3')]).toEqual([undefined, undefined, { limit: 'write-all', waitMs: 30_000 }])
})
