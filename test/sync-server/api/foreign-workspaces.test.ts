import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow, slug, workspaceRow } from '../../support/rows.ts'
import { calendar, createNode, id, link, type Node, schedule, setUp } from '../booking/booking-world.ts'
import { bookAt, call, typeOf } from './api-calls.ts'

let store: PostgresStore
let node: Node

const other = id(ids.WorkspaceId, 2)
const member = id(ids.MemberId, 1)

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { eventTypes: [typeOf(1, 1), typeOf(2, 1)], links: [link(1), link(2)] })
  await openOther()
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

/** Another firm, whose every id is one of the first's: they are made by whoever writes them. */
async function openOther(): Promise<void> {
  const home = documentName({ kind: 'member', workspace: other, member })
  const { workspace: _, ...eve } = memberRow(1, { name: 'Eve', slug: slug('eve') })
  await node.deps.serverTransaction(async ({ write, putDirectory }) => {
    const row = workspaceRow({ id: other, name: 'Other', slug: slug('other') })
    const [own] = [calendar(1)]
    await putDirectory(other, { workspace: row, members: [eve], owners: [{ calendar: own.id, owner: member }] })
    await write(documentName({ kind: 'calendar', workspace: other, calendar: own.id }), (doc) =>
      writeEntity(doc, calendarLayout, own),
    )
    await write(home, (doc) => {
      writeEntity(doc, scheduleLayout(member), schedule(1))
      writeEntity(doc, eventTypeLayout, typeOf(1, 1, { name: 'Theirs', slug: 'theirs' }))
      writeEntity(doc, bookingLinkLayout, link(1, { slug: slug('eve-1') }))
    })
  })
}

const NOT_FOUND = { error: 'not-found', message: 'There is nothing to book at this address.' }
const Listed = z.object({ name: z.string(), eventTypes: z.array(z.object({ name: z.string() })) })

test('of two workspaces with the same ids each has its own types', async () => {
  const listed = async (organizer: string) => {
    const { name, eventTypes } = Listed.parse((await call(node, 'GET', `/organizers/${organizer}`)).body)
    return [name, ...eventTypes.map((type) => type.name)]
  }
  expect(await listed('member-1')).toEqual(['Anna Berg', 'Type 1', 'Type 2'])
  expect(await listed('eve')).toEqual(['Eve', 'Theirs'])
})

test('what is another workspace’s is not there', async () => {
  for (const path of ['/organizers/member-1/theirs', '/organizers/eve/type-1', '/organizers/other/type-1']) {
    expect(await call(node, 'GET', path)).toMatchObject({ status: 404, body: NOT_FOUND })
    expect(await bookAt(node, path, 'foreign')).toMatchObject({ status: 404, body: NOT_FOUND })
  }
})

test('a booking takes the time of its own workspace alone, and its key and its hold mean nothing in another', async () => {
  const held = await call(node, 'POST', '/links/anna-1/holds', { body: WISH })
  const { id: hold } = z.object({ id: z.string() }).parse(held.body)
  const ours = await bookAt(node, '/links/anna-1', 'same', { hold })
  const theirs = await bookAt(node, '/links/eve-1', 'same', { hold })
  expect([ours.status, theirs.status]).toEqual([201, 201])
  expect(theirs.text).not.toBe(ours.text)
})

const WISH = { start: '2026-11-23T09:00:00+01:00', timezone: 'Europe/Berlin' }
