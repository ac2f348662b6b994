import { afterAll, beforeAll, expect, test } from 'vitest'
import { Organizer, PublicEventType } from '../../../src/core/contract/public-shapes.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow, slug, workspaceRow } from '../../support/rows.ts'
import { createNode, id, link, type Node, setUp } from '../booking/booking-world.ts'
import { call, typeOf } from './api-calls.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const expiresAt = node.clock.now
  await setUp(node, {
    members: 3,
    eventTypes: [
      typeOf(1, 1, { durations: [30, 60], locations: [{ kind: 'video', details: 'https://meet.example.org/secret' }] }),
      typeOf(2, 1),
      typeOf(3, 1, { private: true }),
      typeOf(4, 1, { status: 'inactive' }),
      typeOf(5, 1),
      typeOf(6, 1),
      typeOf(7, 1),
      typeOf(9, 2),
    ],
    links: [
      link(1),
      { ...link(2), slug: slug('second') },
      link(3),
      link(4),
      link(5, { uses: 1 }),
      link(6, { active: false }),
      link(7, { expiresAt }),
      link(8),
      link(9),
    ],
    teamTypes: [typeOf(8, 3, { hosts: [{ member: id(ids.MemberId, 2), required: true }] })],
  })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const NOT_FOUND = { error: 'not-found', message: 'There is nothing to book at this address.' }

test('a member is shown with what can be booked of theirs: nothing private, closed, limited or of a team', async () => {
  expect(await call(node, 'GET', '/organizers/member-1')).toMatchObject({
    status: 200,
    body: {
      kind: 'member',
      slug: 'member-1',
      name: 'Anna Berg',
      timezone: 'Europe/Berlin',
      eventTypes: [
        { slug: 'type-1', name: 'Type 1', description: 'A first talk.', durations: [30, 60] },
        { slug: 'type-2', name: 'Type 2', description: 'A first talk.', durations: [30] },
      ],
      members: [],
    },
  })
})

test('a workspace is shown with what is its teams’, and with those who can be booked on their own', async () => {
  expect((await call(node, 'GET', '/organizers/clinic/')).body).toEqual({
    kind: 'workspace',
    slug: 'clinic',
    name: 'Clinic',
    timezone: 'Europe/Berlin',
    eventTypes: [{ slug: 'type-8', name: 'Type 8', description: 'A first talk.', durations: [30] }],
    members: [
      { slug: 'member-1', name: 'Anna Berg' },
      { slug: 'member-2', name: 'Member 2' },
    ],
  })
})

const TYPE = {
  slug: 'type-1',
  name: 'Type 1',
  description: 'A first talk.',
  category: 'one-on-one',
  durations: [30, 60],
  locations: [{ kind: 'video' }],
  hosts: [{ name: 'Anna Berg' }],
  timezone: 'Europe/Berlin',
  zoneLock: false,
  guests: 0,
  questions: [],
}

test('an event type is told field by field: no id, no address of a person, no link of a call', async () => {
  for (const path of ['/organizers/member-1/type-1', '/links/anna-1', '/links/anna-1/']) {
    expect((await call(node, 'GET', path)).body).toEqual(TYPE)
  }
})

test('answers hold what their shapes name and nothing else', async () => {
  const organizer = await call(node, 'GET', '/organizers/member-1')
  const one = await call(node, 'GET', '/organizers/member-1/type-2')
  expect(Organizer.strict().parse(organizer.body)).toEqual(organizer.body)
  expect(PublicEventType.strict().parse(one.body)).toEqual(one.body)
  const told = organizer.text + one.text
  expect(told).not.toMatch(/@|00000000-0000|workspace|secret|email|notice|buffers|horizon/)
})

test('a private type and one with a limited link are reached by their links alone', async () => {
  for (const n of [3, 5]) {
    expect((await call(node, 'GET', `/links/anna-${n}`)).status).toBe(200)
    expect(await call(node, 'GET', `/organizers/member-1/type-${n}`)).toMatchObject({ status: 404, body: NOT_FOUND })
  }
})

test('unknown, inactive, closed, expired, reserved and hostile addresses all answer alike', async () => {
  const paths = [
    '/organizers/nobody',
    '/organizers/api',
    '/organizers/Member-1',
    '/organizers/%00',
    '/organizers/..%2fmember-1',
    `/organizers/${'a'.repeat(400)}`,
    `/organizers/${id(ids.MemberId, 1)}`,
    "/organizers/member-1'--",
    '/organizers/member-1/type-9',
    '/organizers/member-1/%00',
    '/organizers/member-1/__proto__',
    '/organizers/nobody/type-1',
    '/organizers/member-1/type-4',
    '/organizers/member-1/type-6',
    '/organizers/member-1/type-7',
    '/organizers/clinic/type-1',
    '/links/anna-4',
    '/links/anna-6',
    '/links/anna-7',
    '/links/%00',
    '/links/nobody',
    '/links/mailbox',
    '/nothing',
    '/links',
    '/',
  ]
  const answers = await Promise.all(paths.map((path) => call(node, 'GET', path)))
  expect(answers.map(({ status, text }, index) => [paths[index], status, text])).toEqual(
    paths.map((path) => [path, 404, JSON.stringify(NOT_FOUND)]),
  )
})

test('an address stays with whom the server has known longest, until it is let go of', async () => {
  const other = id(ids.WorkspaceId, 2)
  const { workspace: _, ...thief } = memberRow(20, { slug: slug('member-1') })
  const putMember = (workspace: ids.WorkspaceId, member: typeof thief) =>
    node.deps.serverTransaction(({ putDirectory }) => putDirectory(workspace, { members: [member] }))
  await node.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(other, { workspace: workspaceRow({ id: other, name: 'Other' }), members: [thief] }),
  )
  const nameAt = async (at: string) =>
    Organizer.safeParse((await call(node, 'GET', `/organizers/${at}`)).body).data?.name
  expect([await nameAt('member-1'), await nameAt('clinic')]).toEqual(['Anna Berg', 'Clinic'])

  const { workspace: own, ...anna } = memberRow(1, { name: 'Anna Berg' })
  await putMember(own, { ...anna, slug: slug('anna') })
  expect([await nameAt('anna'), await nameAt('member-1')]).toEqual(['Anna Berg', 'Member 20'])
  await putMember(own, anna)
  expect([await nameAt('anna'), await nameAt('member-1')]).toEqual([undefined, 'Member 20'])
})

test('who has left has no page', async () => {
  const { workspace, ...ben } = memberRow(2)
  expect((await call(node, 'GET', '/organizers/member-2')).status).toBe(200)
  await node.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [{ ...ben, ended: true }] }),
  )
  expect(await call(node, 'GET', '/organizers/member-2')).toMatchObject({ status: 404, body: NOT_FOUND })
})
