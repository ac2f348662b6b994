import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { BookingMade, SlotsAnswer } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { book, createNode, eventType, id, link, type Node, setUp, slots, zone } from './booking-world.ts'
import { all, targetOf, timed } from './desk-target.ts'
import { onDesk } from './on-desk.ts'

const STARTS = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
const limit = (of: string, most: number, edit = {}) => ({ of, measure: 'count', per: 'day', most, ...edit })
const theirs = (n: number, edit: Record<string, unknown>) =>
  eventType(n, {
    owner: id(ids.MemberId, 1),
    schedule: id(ids.ScheduleId, 1),
    hosts: [{ member: id(ids.MemberId, 1), required: true }],
    ...edit,
  })

describe.skipIf(postgresBinaries === undefined)('limits, with two server processes on one PostgreSQL', () => {
  const stack = new AsyncDisposableStack()
  let nodes: readonly [Node, Node]
  beforeAll(async () => {
    const postgres = stack.use(await startPostgres())
    const url = await postgres.freshDatabase()
    const node = async () => {
      return stack.use(await createNode(stack.use(await openPostgres({ url, migrations: postgresMigrations }))))
    }
    nodes = [await node(), await node()]
    const round = (edit: object) => ({ category: 'round-robin', hosts: hostsOf(1, 2), ...edit })
    const types = [
      eventType(21, { owner: id(ids.MemberId, 1), ...round({ limits: [limit('type', 3)] }) }),
      eventType(22, { owner: id(ids.MemberId, 1), ...round({ limits: [limit('host', 1)] }) }),
    ]
    await setUp(nodes[0], {
      members: 2,
      eventTypes: [
        theirs(11, { limits: [limit('booker', 1, { per: 'week' })] }),
        theirs(12, { limits: [limit('type', 60, { measure: 'minutes' })] }),
        theirs(13, { buffers: { before: 0, after: 0, between: 60 } }),
        theirs(14, {}),
      ],
      teamTypes: types,
      links: [11, 12, 13, 14, 21, 22].map((n) => link(n)),
    })
  }, 120_000)
  afterAll(() => stack.disposeAsync())

  async function race(type: number, day: string, starts: readonly string[]): Promise<string[]> {
    const answers = await Promise.all(
      starts.map(async (start, n) => {
        const email = `guest${n}.${type}@example.org`
        const wish = { start: isoOf(day, start), email }
        const { status } = await book(nodes[n % 2 === 0 ? 0 : 1], {
          key: `${day} ${start}`,
          slug: `anna-${type}`,
          wish,
        })
        expect([201, 409]).toContain(status)
        return status === 201 ? [start] : []
      }),
    )
    return answers.flat()
  }

  async function listed(type: number, day: string): Promise<string[]> {
    const { body } = await slots(nodes[0], { start: day, end: day, timezone: zone }, `anna-${type}`)
    return Object.values(SlotsAnswer.parse(body).days).flatMap((own) => own.map(({ start }) => start.slice(11, 16)))
  }

  test('S9 of all who book a day at once as many win as its limit has left, and the day is closed', async () => {
    expect(await listed(21, '2026-11-24')).toEqual(STARTS)
    expect(await race(21, '2026-11-24', STARTS)).toHaveLength(3)
    expect(await listed(21, '2026-11-24')).toEqual([])
    expect(await listed(21, '2026-11-25')).toEqual(STARTS)
  })

  test('S9 a limit of each host counts their bookings of every type', async () => {
    const made = await book(nodes[0], {
      key: 'another',
      slug: 'anna-14',
      wish: { start: isoOf('2026-11-25', '09:00') },
    })
    expect(made.status).toBe(201)
    expect(await race(22, '2026-11-25', ['09:30', '10:00', '10:30'])).toHaveLength(1)
    expect(await listed(22, '2026-11-25')).toEqual([])
  })

  test('S9 by minutes a day takes what still fits in', async () => {
    expect(await race(12, '2026-11-26', ['09:00', '10:00', '11:00'])).toHaveLength(2)
    expect(await listed(12, '2026-11-26')).toEqual([])
  })

  test('S9 one who books is known by their address, however it is written', async () => {
    const ask = (key: string, email: string, start: string) =>
      book(nodes[0], { key, slug: 'anna-11', wish: { email, start } })
    expect((await ask('b1', 'Ida@Example.org', isoOf('2026-11-23', '09:00'))).status).toBe(201)
    const again = await ask('b2', 'ida@example.org', isoOf('2026-11-27', '09:00'))
    // Nothing of this week, and what they may have next week.
    expect(again).toMatchObject({ status: 409, body: { error: 'slot-not-offered' } })
    expect(JSON.stringify(again.body)).toContain(isoOf('2026-11-30', '09:00'))
    expect((await ask('b3', 'eve@example.org', isoOf('2026-11-27', '10:00'))).status).toBe(201)
    expect((await ask('b4', 'ida@example.org', isoOf('2026-11-30', '09:00'))).status).toBe(201)
  })

  test('S7 of two who book at once with too little between them one wins', async () => {
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-03']) {
      const won = await race(13, day, ['10:00', '11:00'])
      expect(won).toHaveLength(1)
      const from = STARTS.indexOf(won[0] ?? '')
      expect(await listed(13, day)).toEqual(STARTS.filter((_, n) => Math.abs(n - from) >= 3))
    }
  })

  test('S9 what a host moves on a desk counts where it stands', async () => {
    const { body } = await book(nodes[0], { key: 'm1', slug: 'anna-12', wish: { start: isoOf('2026-12-07', '09:00') } })
    expect(await listed(12, '2026-12-08')).toEqual(STARTS)
    const target = await targetOf(nodes[0], BookingMade.parse(body))
    await onDesk(nodes[0], moveAppointment, { ...target, scope: all, time: timed('09:00', '2026-12-08') })
    expect((await listed(12, '2026-12-08')).length).toBeGreaterThan(0)
    const second = { start: isoOf('2026-12-08', '11:00') }
    expect((await book(nodes[1], { key: 'm2', slug: 'anna-12', wish: second })).status).toBe(201)
    expect(await listed(12, '2026-12-08')).toEqual([])
    expect(await listed(12, '2026-12-07')).toEqual(STARTS)
  })
})

function hostsOf(...members: number[]) {
  return members.map((n) => ({ member: id(ids.MemberId, n), required: false }))
}

function isoOf(day: string, clock: string): string {
  return `${day}T${clock}:00+01:00`
}
