import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CalendarId } from '../../../src/core/model/ids.ts'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { eventually } from '../../support/eventually.ts'
import { offeredType } from '../../support/offered-type.ts'
import { switchedNetwork, type SwitchedNetwork } from '../../support/switched-network.ts'
import { agenda, at, BERLIN, firstCalendar, hour, openTestDesk, type TestDesk } from '../../support/test-desk.ts'

// What model.md says of two people at once, each time on two desks that do not hear of one another, through a real server.

type Device = { readonly desk: TestDesk; readonly wire: SwitchedNetwork; readonly call: Engine['call'] }

let server: SyncServer
let devices: readonly [Device, Device]
let calendar: CalendarId
const whole = { kind: 'all' } as const

beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
})
afterAll(() => server.close())

let count = 0
beforeEach(async () => {
  const email = `ada${count++}@example.org`
  const left = await device(email, true)
  calendar = await firstCalendar(left.call)
  devices = [left, await device(email)]
})
afterEach(async () => {
  for (const { desk } of devices) await desk[Symbol.asyncDispose]()
})

async function device(email: string, register?: true): Promise<Device> {
  const wire = switchedNetwork()
  const desk = await openTestDesk({ connect: wire.connect })
  const account = { server: server.url, email, password: 'correct horse battery' }
  await desk.call.session.connect(register ? { ...account, register } : account)
  await settled(desk.call)
  return { desk, wire, call: desk.call }
}

async function settled(call: Engine['call']): Promise<void> {
  await eventually(async () => {
    const { phase, waiting } = await call.sync.state()
    return phase === 'online' && waiting === 0
  })
}

/** Something both know of. */
async function known<T extends { readonly id: string }>(made: Promise<T>): Promise<T['id']> {
  const { id } = await made
  await settled(devices[0].call)
  await eventually(async () => (await agenda(devices[1].call)).some(({ appointment }) => appointment === id))
  return id
}

/** Both do something while neither hears of the other; afterwards both show the same. */
async function atOnce(
  left: (call: Engine['call']) => Promise<unknown>,
  right: (call: Engine['call']) => Promise<unknown>,
) {
  for (const { wire } of devices) wire.off()
  await left(devices[0].call)
  await right(devices[1].call)
  for (const { wire } of devices) wire.on()
  for (const { call } of devices) await settled(call)
  const shown = async ({ call }: Device) => JSON.stringify(await agenda(call))
  await eventually(async () => (await shown(devices[0])) === (await shown(devices[1])))
  for (const { call } of devices) expect(await call.sync.refused()).toEqual([])
  return agenda(devices[0].call)
}

const visit = (title = 'Visit', iso = '2026-12-01T10:00:00+01:00') => hour(calendar, title, iso)
const weekly = () => ({
  calendar,
  title: 'Round',
  series: {
    start: '2026-12-01T10:00:00',
    allDay: false,
    zone: BERLIN,
    length: 3_600_000,
    rules: ['FREQ=WEEKLY;COUNT=4'],
    rdates: [],
    exdates: [],
  },
})

describe('Y7 two people at once', () => {
  test('who change different fields of an appointment both win', async () => {
    const [{ call }] = devices
    const id = await known(call.appointments.create(visit()))
    const { time } = visit('', '2026-12-03T15:00:00+01:00')
    const shown = await atOnce(
      (desk) => desk.appointments.edit({ id, scope: whole, edit: { title: 'Renamed' } }),
      (desk) => desk.appointments.move({ id, scope: whole, time }),
    )
    expect(shown).toMatchObject([{ title: 'Renamed', time: { startsAt: time.startsAt } }])
  })

  test('of whom one deletes what the other edits: it is deleted, and comes back with the edit in it', async () => {
    const [{ call }] = devices
    const id = await known(call.appointments.create(visit()))
    const gone = await atOnce(
      (desk) => desk.appointments.remove({ id, scope: whole }),
      (desk) => desk.appointments.edit({ id, scope: whole, edit: { notes: 'ask for the key' } }),
    )
    expect(gone).toEqual([])
    await call.appointments.restore({ id })
    expect(await call.appointments.get({ id })).toMatchObject({ title: 'Visit', notes: 'ask for the key' })
  })

  test('of whom one cancels what the other moves: it is cancelled, at the new time', async () => {
    const id = await known(devices[0].call.appointments.create(visit()))
    const { time } = visit('', '2026-12-04T08:00:00+01:00')
    const shown = await atOnce(
      (desk) => desk.appointments.cancel({ id, scope: whole, reason: 'ill' }),
      (desk) => desk.appointments.move({ id, scope: whole, time }),
    )
    expect(shown).toMatchObject([{ status: 'cancelled', time: { startsAt: time.startsAt } }])
  })
})

describe('Y2 a series that two people change at once', () => {
  test('loses the occurrences that either takes out, and has the one that either renames', async () => {
    const id = await known(devices[0].call.appointments.create(weekly()))
    const one = (day: number) => ({
      kind: 'one' as const,
      original: `2026-12-${String(day).padStart(2, '0')}T10:00:00`,
    })
    const shown = await atOnce(
      async (desk) => {
        await desk.appointments.remove({ id, scope: one(8) })
        await desk.appointments.edit({ id, scope: one(22), edit: { title: 'Longer round' } })
      },
      (desk) => desk.appointments.remove({ id, scope: one(15) }),
    )
    expect(shown.map(({ title }) => title)).toEqual(['Round', 'Longer round'])
  })

  test('is moved as a whole by one, and the occurrence that the other renames moves along', async () => {
    const id = await known(devices[0].call.appointments.create(weekly()))
    const { time } = visit('', '2026-12-02T14:00:00+01:00')
    const shown = await atOnce(
      (desk) => desk.appointments.move({ id, scope: whole, original: '2026-12-01T10:00:00', time }),
      (desk) =>
        desk.appointments.edit({
          id,
          scope: { kind: 'one', original: '2026-12-15T10:00:00' },
          edit: { title: 'Other' },
        }),
    )
    expect(shown.map(({ title }) => title)).toEqual(['Round', 'Round', 'Other', 'Round'])
    const starts = shown.map(({ time: own }) => (own.kind === 'timed' ? own.startsAt : 0))
    expect(starts[2]).toBe(at('2026-12-16T14:00:00+01:00'))
  })
})

describe('homes', () => {
  test('two make appointments in the same quarter, and one moves into another quarter: all are there, once', async () => {
    const id = await known(devices[0].call.appointments.create(visit('Old')))
    const { time } = visit('', '2027-01-05T10:00:00+01:00')
    const shown = await atOnce(
      async (desk) => {
        await desk.appointments.create(visit('Left', '2026-12-02T10:00:00+01:00'))
        await desk.appointments.move({ id, scope: whole, time })
      },
      async (desk) => {
        await desk.appointments.create(visit('Right', '2026-12-02T10:00:00+01:00'))
        await desk.appointments.edit({ id, scope: whole, edit: { title: 'Renamed' } })
      },
    )
    expect(shown.map(({ title }) => title).toSorted()).toEqual(['Left', 'Renamed', 'Right'])
  })

  test('an appointment that both take to another calendar stands in one of them, the same on both', async () => {
    const [{ call }] = devices
    const first = await call.calendars.create({ name: 'First' })
    const second = await call.calendars.create({ name: 'Second' })
    const id = await known(call.appointments.create(visit()))
    await eventually(async () => (await devices[1].call.calendars.list()).length === 3)
    const shown = await atOnce(
      (desk) => desk.appointments.moveToCalendar({ id, calendar: first.id }),
      (desk) => desk.appointments.moveToCalendar({ id, calendar: second.id }),
    )
    await eventually(async () => (await agenda(devices[0].call)).length === 1)
    await eventually(async () => JSON.stringify(await agenda(devices[1].call)) === JSON.stringify(await agenda(call)))
    expect([first.id, second.id]).toContain(shown[0]?.calendar)
  })

  test('what one edits while the other takes it to another calendar stands there, once', async () => {
    const [{ call }] = devices
    const other = await call.calendars.create({ name: 'Other' })
    const id = await known(call.appointments.create(visit()))
    await eventually(async () => (await devices[1].call.calendars.list()).length === 2)
    const shown = await atOnce(
      (desk) => desk.appointments.moveToCalendar({ id, calendar: other.id }),
      (desk) => desk.appointments.edit({ id, scope: whole, edit: { title: 'Renamed' } }),
    )
    expect(shown.map((one) => one.calendar)).toEqual([other.id])
  })
})

test('C13 two desks book the same hour apart: one is confirmed, the other a conflict, on both desks alike', async () => {
  const [{ call }, other] = devices
  const { id: type } = await offeredType(server, devices[0])
  for (const desk of [call, other.call])
    await eventually(async () => (await desk.eventTypes.list())[0]?.links.length === 1)
  const start = at('2026-12-01T10:00:00+01:00')
  const book = (name: string) => (desk: Engine['call']) =>
    desk.bookings.book({ eventType: type, start, name, email: 'kim@example.org', title: name })
  await atOnce(book('Left'), book('Right'))
  const standings = async ({ call: desk }: Device) =>
    (await agenda(desk)).map(({ title, standing }) => `${title} ${standing ?? 'confirmed'}`).toSorted()
  const isSettled = (all: readonly string[]) => all.filter((one) => one.endsWith(' confirmed')).length === 1
  for (const device of devices) await eventually(async () => isSettled(await standings(device)))
  const [left, right] = [await standings(devices[0]), await standings(devices[1])]
  expect(left).toEqual(right)
  expect(new Set(left.map((one) => one.split(' ')[1]))).toEqual(new Set(['confirmed', 'conflict']))
})
