import { expect, test } from 'vitest'
import { createLane } from '../../src/engine/lane.ts'

test('one piece of work at a time, in the order it was asked for, whatever the others do', async () => {
  const lane = createLane()
  const seen: string[] = []
  const work = (name: string, fails: boolean) => async () => {
    seen.push(`${name} begins`)
    await new Promise(setImmediate)
    seen.push(`${name} ends`)
    if (fails) throw new Error(name)
    return name
  }
  const all = [lane.run(work('a', false)), lane.run(work('b', true)), lane.run(work('c', false))]
  await lane.idle()
  expect(await Promise.allSettled(all)).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: new Error('b') },
    { status: 'fulfilled', value: 'c' },
  ])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})
