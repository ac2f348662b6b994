import { expect, test } from 'vitest'
import { createSlotWatch } from '../../../sync-server/pages/slot-watch.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, putAppointment, setUp } from '../booking/booking-world.ts'

test('an open page hears of what a desk, an invitee and another process of the server have done', async () => {
  await using store = await freshPglite()
  await using here = await createNode(store)
  await using there = await createNode(store)
  await setUp(here)
  const { deps } = here
  using watch = createSlotWatch({ db: store.read, now: deps.now, logger: deps.logger })
  const bookable = (await deps.bookables.bySlug(store.read, 'anna-1', deps.now()))?.bookable
  if (!bookable) throw new Error('nothing to watch')
  let heard = 0
  const unwatch = watch.watch(bookable, () => (heard += 1))
  // What is seen first is compared with nothing.
  await watch.look()
  const news = async (act: () => Promise<unknown>): Promise<number> => {
    const before = heard
    await act()
    await watch.look()
    return heard - before
  }
  const at = (start: string) => ({ start: `2026-11-23T${start}:00+01:00` })
  expect(await news(async () => undefined)).toBe(0)
  expect(await news(() => book(there, { key: 'one', wish: at('09:00') }))).toBe(1)
  expect(await news(() => putAppointment(there, 1, {}))).toBe(1)
  unwatch()
  expect(await news(() => book(here, { key: 'two', wish: at('10:00') }))).toBe(0)
})
