import { expect, test } from 'vitest'
import { createSlotTurns } from '../../../sync-server/booking/slot-turns.ts'

test('C2 who asks while another is at work asks early when that one has ended, and does the whole work only without an answer', async () => {
  const turns = createSlotTurns()
  const steps: string[] = []
  const gate = Promise.withResolvers<void>()
  const attempt = (name: string, key: string, early?: string) =>
    turns.after(
      key,
      async () => {
        steps.push(`early ${name}`)
        return early
      },
      async () => {
        steps.push(`work ${name}`)
        await gate.promise
        return `made ${name}`
      },
    )
  const answers = [attempt('a', 'ten'), attempt('b', 'ten', 'lost b'), attempt('c', 'ten'), attempt('d', 'eleven')]
  expect(steps).toEqual(['work a', 'work d'])
  gate.resolve()
  expect(await Promise.all(answers)).toEqual(['made a', 'lost b', 'made c', 'made d'])
  expect(steps).toEqual(['work a', 'work d', 'early b', 'early c', 'work c'])
})

test('C2 an attempt that fails keeps nobody waiting', async () => {
  const turns = createSlotTurns()
  const fail = async (): Promise<string> => Promise.reject(new Error('no database'))
  await expect(turns.after('ten', async () => undefined, fail)).rejects.toThrow('no database')
  expect(
    await turns.after(
      'ten',
      async () => undefined,
      async () => 'made',
    ),
  ).toBe('made')
})

test('C2 keys of long ago are let go of', async () => {
  const turns = createSlotTurns(1)
  const ask = (key: string) =>
    turns.after(
      key,
      async () => 'early',
      async () => 'work',
    )
  expect([await ask('ten'), await ask('ten'), await ask('eleven'), await ask('ten')]).toEqual([
    'work',
    'early',
    'work',
    'work',
  ])
})
