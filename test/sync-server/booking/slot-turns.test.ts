import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSlotTurns } from '../../../sync-server/booking/slot-turns.ts'

/** An attempt, and what is said of it early. */
type Attempt = { readonly name: string; readonly lost?: boolean }

function attempts(most?: number) {
  const turns = createSlotTurns<Attempt, string>(most)
  const steps: string[] = []
  const gate = Promise.withResolvers<void>()
  const early = async (all: readonly Attempt[]) => {
    steps.push(`early ${all.map(({ name }) => name).join(' ')}`)
    return new Map(all.filter(({ lost }) => lost).map((one) => [one, `lost ${one.name}`]))
  }
  const ask = (attempt: Attempt, key = 'ten') =>
    turns.after(key, attempt, {
      early,
      work: async () => {
        steps.push(`work ${attempt.name}`)
        await gate.promise
        return `made ${attempt.name}`
      },
    })
  return { ask, steps, open: gate.resolve, turns }
}

test('C2 those who ask while another is at work are asked for together when it has ended, and are refused without work', async () => {
  const { ask, steps, open } = attempts()
  const others = ['b', 'c', 'd'].map((name) => ({ name, lost: true }))
  const answers = [ask({ name: 'a' }), ...others.map((one) => ask(one)), ask({ name: 'e' }, 'eleven')]
  expect(steps).toEqual(['work a', 'work e'])
  open()
  expect(await Promise.all(answers)).toEqual(['made a', 'lost b', 'lost c', 'lost d', 'made e'])
  expect(steps).toEqual(['work a', 'work e', 'early b c d'])
})

test('C2 of those of whom nothing is said early one goes to work, and the others are asked for again after it', async () => {
  const { ask, steps, open } = attempts()
  const answers = ['a', 'b', 'c'].map((name) => ask({ name }))
  open()
  expect(await Promise.all(answers)).toEqual(['made a', 'made b', 'made c'])
  expect(steps).toEqual(['work a', 'early b c', 'work b', 'early c', 'work c'])
})

test('C2 who comes while others are asked for is asked for with the next', async () => {
  const turns = createSlotTurns<Attempt, string>()
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const rounds: string[][] = []
  const ask = (name: string) =>
    turns.after(
      'ten',
      { name },
      {
        early: async (all) => {
          rounds.push(all.map((one) => one.name))
          asked.resolve()
          await gate.promise
          return new Map(all.map((one) => [one, `lost ${one.name}`]))
        },
        work: async () => 'made',
      },
    )
  expect(await ask('a')).toBe('made')
  const first = ask('b')
  await asked.promise
  const later = [ask('c'), ask('d')]
  await turnOfLoop()
  gate.resolve()
  expect(await Promise.all([first, ...later])).toEqual(['lost b', 'lost c', 'lost d'])
  expect(rounds).toEqual([['b'], ['c', 'd']])
})

test('C2 an attempt that fails keeps nobody waiting', async () => {
  const { turns, ask, open } = attempts()
  const fail = async (): Promise<string> => Promise.reject(new Error('no database'))
  const failing = turns.after('ten', { name: 'a' }, { early: async () => new Map(), work: fail })
  await expect(failing).rejects.toThrow('no database')
  open()
  expect(await ask({ name: 'b' })).toBe('made b')
})

test('C2 where asking together fails all who were asked for hear of it, and the next are asked for anew', async () => {
  const { turns, ask, open } = attempts()
  open()
  await ask({ name: 'a' })
  const fail = async () => Promise.reject(new Error('no database'))
  const failing = ['b', 'c'].map((name) => turns.after('ten', { name }, { early: fail, work: async () => 'made' }))
  const failed = await Promise.allSettled(failing)
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask({ name: 'd', lost: true })).toBe('lost d')
})

test('C2 keys of long ago are let go of', async () => {
  const { ask, steps, open } = attempts(1)
  open()
  for (const key of ['ten', 'ten', 'eleven', 'ten']) await ask({ name: key, lost: true }, key)
  expect(steps).toEqual(['work ten', 'early ten', 'work eleven', 'work ten'])
})
