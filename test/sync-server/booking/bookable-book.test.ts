import { afterEach, beforeEach, expect, test } from 'vitest'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { createBookableBook } from '../../../sync-server/booking/bookable-book.ts'
import { freshPglite } from '../../support/pglite.ts'
import { slug } from '../../support/rows.ts'
import { countQueries } from '../safety/count-queries.ts'
import {
  createNode,
  eventType,
  FRIDAY,
  id,
  link,
  type Node,
  putAppointment,
  schedule,
  setUp,
  workspace,
} from './booking-world.ts'

const own = documentName({ kind: 'member', workspace, member: id(ids.MemberId, 1) })
let stack: AsyncDisposableStack
let here: Node
let there: Node

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  const store = stack.use(await freshPglite())
  here = stack.use(await createNode(store))
  there = stack.use(await createNode(store))
  await setUp(there)
})
afterEach(() => stack.disposeAsync())

const asked = async (slug = 'anna-1') =>
  (await here.deps.bookables.bySlug(here.deps.store.read, slug, FRIDAY))?.bookable

/** Read anew, by a book that knows nothing yet. */
const read = async (slug = 'anna-1') =>
  (await createBookableBook().bySlug(here.deps.store.read, slug, FRIDAY))?.bookable

test('S1 what is kept is what stands there, whatever another process has changed meanwhile', async () => {
  const first = await asked()
  expect(first).toEqual(await read())
  await putAppointment(there, 1, {})
  expect(await asked()).toBe(first)
  const changes = [
    () =>
      there.deps.serverTransaction(({ write }) =>
        write(own, (doc) => writeEntity(doc, eventTypeLayout, eventType(1, { durations: [45] }))),
      ),
    () =>
      there.deps.serverTransaction(({ write }) =>
        write(own, (doc) => writeEntity(doc, scheduleLayout(id(ids.MemberId, 1)), schedule(1, { weekly: [] }))),
      ),
  ]
  for (const change of changes) {
    const before = await asked()
    await change()
    const after = await asked()
    expect(after).not.toEqual(before)
    expect(after).toEqual(await read())
  }
})

test('S1 a link that is closed, or expires, is closed at once', async () => {
  expect(await asked()).toBeDefined()
  const change = (edit: object) =>
    there.deps.serverTransaction(({ write }) => write(own, (doc) => writeEntity(doc, bookingLinkLayout, link(1, edit))))
  await change({ active: false })
  expect(await asked()).toBeUndefined()
  await change({ active: true, expiresAt: instant(FRIDAY + 1) })
  expect(await asked()).toBeDefined()
  expect(await here.deps.bookables.bySlug(here.deps.store.read, 'anna-1', instant(FRIDAY + 1))).toBeUndefined()
})

test('S1 of more addresses than are kept, those that are asked for again are read again', async () => {
  const book = createBookableBook(1)
  const ask = async (slug: string) => (await book.bySlug(here.deps.store.read, slug, FRIDAY))?.bookable
  const first = await ask('anna-1')
  expect(await ask('anna-1')).toBe(first)
  expect(await ask('nobody')).toBeUndefined()
  expect(await ask('anna-1')).toEqual(first)
})

test('S1 of many addresses those are told, in their order, that can be booked; one that is none is unknown', async () => {
  const links = [link(1), link(2, { slug: slug('second') })]
  await setUp(there, { members: 2, eventTypes: [eventType(1), eventType(2)], links })
  const db = here.deps.store.read
  const reached = await here.deps.bookables.bySlugs(db, ['second', 'nobody', '\0', 'anna-1'], FRIDAY)
  expect(reached.map((one) => one.bookable)).toEqual([await read('second'), await read()])
  expect(reached.map((one) => one.link.slug)).toEqual(['second', 'anna-1'])
  expect(await here.deps.bookables.bySlugs(db, [], FRIDAY)).toEqual([])
})

test('C2 for all who ask for a type at one time it is looked up once, and again for those who come later', async () => {
  const noted: string[] = []
  const db = countQueries(here.deps.store, noted).read
  const book = createBookableBook()
  const burst = (type: string) =>
    Promise.all(Array.from({ length: 50 }, () => book.slugOfType(db, { organizer: 'member-1', type })))
  expect(new Set(await burst('consultation'))).toEqual(new Set(['anna-1']))
  expect(noted).toEqual(['select'])
  expect(new Set(await burst('nothing'))).toEqual(new Set([undefined]))
  await there.deps.serverTransaction(({ write }) =>
    write(own, (doc) => writeEntity(doc, bookingLinkLayout, link(1, { slug: slug('renamed') }))),
  )
  expect(new Set(await burst('consultation'))).toEqual(new Set(['renamed']))
  expect(noted).toEqual(['select', 'select', 'select'])
})
