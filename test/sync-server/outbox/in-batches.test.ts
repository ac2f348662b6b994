import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../../sync-server/outbox/in-batches.ts'

test('whatever the order, each item is done once, never two batches at a time, and told after its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, count) => {
      const done: number[] = []
      let working = 0
      const ask = inBatches<number>(async (items) => {
        working += 1
        expect(working).toBe(1)
        await scheduler.schedule(Promise.resolve())
        done.push(...items)
        working -= 1
      })
      const askLater = async (n: number): Promise<void> => {
        await scheduler.schedule(Promise.resolve())
        await ask(n)
        expect(done).toContain(n)
      }
      await scheduler.waitFor(Promise.all(Array.from({ length: count }, (_, n) => askLater(n))))
      expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n))
    }),
  )
})

test('a batch that fails is told to those in it, and the next one goes on', async () => {
  const batches: string[][] = []
  const ask = inBatches<string>(async (items) => {
    batches.push([...items])
    if (items.includes('bad')) throw new Error('no')
  })
  const outcomes = await Promise.allSettled([ask('bad'), ask('with it')])
  await ask('after')
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(batches).toEqual([['bad', 'with it'], ['after']])
})
