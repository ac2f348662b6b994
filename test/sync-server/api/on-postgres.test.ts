import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as ids from '../../../src/core/model/ids.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { memberRow, slug, workspaceRow } from '../../support/rows.ts'
import { createNode, id, link, type Node, setUp } from '../booking/booking-world.ts'
import { bookAt, call, typeOf } from './api-calls.ts'

const AT = '/organizers/member-1/type-1'
const WISH = { start: '2026-11-23T09:00:00+01:00', timezone: 'Europe/Berlin' }

describe.skipIf(postgresBinaries === undefined)('the public calls on two processes on one PostgreSQL', () => {
  const stack = new AsyncDisposableStack()
  let one: Node
  let two: Node
  beforeAll(async () => {
    const postgres = stack.use(await startPostgres())
    const url = await postgres.freshDatabase()
    const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
    one = stack.use(await createNode(await open()))
    two = stack.use(await createNode(await open()))
    await setUp(one, {
      members: 2,
      eventTypes: [typeOf(1, 1)],
      links: [link(1), link(2)],
      teamTypes: [typeOf(2, 2)],
    })
  }, 120_000)
  afterAll(() => stack.disposeAsync())

  test('organizers and their types are found by either', async () => {
    const names = async (path: string) => {
      const listed = z.object({ name: z.string(), eventTypes: z.array(z.object({ slug: z.string() })) })
      const { name, eventTypes } = listed.parse((await call(two, 'GET', path)).body)
      return [name, ...eventTypes.map((type) => type.slug)]
    }
    expect(await names('/organizers/member-1')).toEqual(['Anna Berg', 'type-1'])
    expect(await names('/organizers/clinic')).toEqual(['Clinic', 'type-2'])
    expect((await call(two, 'GET', '/organizers/clinic/type-2')).status).toBe(200)
  })

  test('C3 C4 what one of them holds the other does not offer; a key means the same to both', async () => {
    const held = await call(one, 'POST', `${AT}/holds`, { body: WISH })
    expect((await call(two, 'POST', `${AT}/holds`, { body: WISH })).status).toBe(409)
    const { id: hold } = z.object({ id: z.string() }).parse(held.body)
    const answers = await Promise.all([one, two, one, two].map((node) => bookAt(node, AT, 'twins', { hold })))
    expect(answers[0]?.status).toBe(201)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  test('addresses that two workspaces ask for at the same time are given to one of each', async () => {
    const open = (node: Node, n: number) => {
      const { workspace: _, ...member } = memberRow(n, { slug: slug('wanted') })
      const other = workspaceRow({ id: id(ids.WorkspaceId, n), slug: slug('also-wanted') })
      return node.deps.serverTransaction(({ putDirectory }) =>
        putDirectory(other.id, { workspace: other, members: [member] }),
      )
    }
    await Promise.all([2, 3, 4, 5, 6, 7].map((n) => open(n % 2 === 0 ? one : two, n)))
    const kinds = z.object({ kind: z.string() })
    const found = await Promise.all(['wanted', 'also-wanted'].map((at) => call(one, 'GET', `/organizers/${at}`)))
    expect(found.map(({ body }) => kinds.parse(body).kind)).toEqual(['member', 'workspace'])
    expect((await call(two, 'GET', '/organizers/member-1')).status).toBe(200)
  })

  test('hostile addresses look like unknown ones', async () => {
    const paths = ['/organizers/%00', '/organizers/member-1/%00', '/links/%00', '/links/%F0%9F%98%80', '/bookings/%00']
    const answers = await Promise.all(paths.map((path) => call(one, 'GET', path)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
  })
})
