import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BookingMade, SlotsAnswer } from '../../src/core/contract/booking.ts'
import type { CalendarId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { network } from '../../src/engine/connect.ts'
import { createEngine, type Engine } from '../../src/engine/create-engine.ts'
import { newId } from '../../src/engine/new-id.ts'
import { ServerReady } from '../../src/cli/server-process.ts'
import { eventually } from '../support/eventually.ts'
import { startProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { memorySecrets } from '../support/test-desk.ts'
import { signIn, writeUntilItDies } from './wire-writer.ts'

const CYCLES = 50
const zone = ZoneName.parse('Europe/Berlin')
const DAY = 86_400_000
// One address books and asks again far more often here than any person does.
const UNLIMITED = { RATE_LIMITS: 'off' }

const openEngine = (dataDir: string): Promise<Engine> =>
  createEngine({
    dataDir,
    connect: network(),
    now: () => instant(Date.now()),
    newId,
    secrets: memorySecrets(),
    deviceName: 'test',
  })

async function openSlots(link: string): Promise<string[]> {
  const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
  const answer = await fetch(`${link}/slots?${new URLSearchParams({ start: date(0), end: date(80), timezone: zone })}`)
  return Object.values(SlotsAnswer.parse(await answer.json()).days).flatMap((day) => day.map((slot) => slot.start))
}

async function book(link: string, start: string, key: string): Promise<{ status: number; body: unknown }> {
  const body = JSON.stringify({ start, timezone: zone, name: 'Kim', email: 'kim@example.org' })
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  const answer = await fetch(`${link}/book`, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.json() }
}

describe('a server killed during writes', () => {
  test(
    `Y1 C5 ${CYCLES} times: nothing acknowledged or confirmed is lost or doubled`,
    { timeout: 900_000 },
    async () => {
      using folder = temporaryFolder()
      const args = ['--data', join(folder.path, 'server'), '--port', '0', '--demo', '--json']
      const start = async () => startProcess('sync-server/index.ts', args, { covered: false, env: UNLIMITED })
      const first = await start()
      const { accounts, booking = '' } = ServerReady.parse(first.ready)
      const [owner = { email: '', password: '' }] = accounts
      const path = new URL(booking).pathname.replace(/\/$/, '')
      const slots = await openSlots(`${String(first.ready['url'])}${path}`)
      expect(slots.length).toBeGreaterThan(CYCLES)
      const calendar = await ownCalendar(String(first.ready['url']), owner, join(folder.path, 'before'))
      await first.end('SIGTERM')

      const accepted: string[] = []
      const confirmed = new Map<string, { key: string; start: string }>()
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        const server = await start()
        const url = String(server.ready['url'])
        const quota = accepted.length + 1 + ((cycle * 13) % 60)
        const wire = { ...(await signIn(url, owner.email, owner.password)), calendar }
        const writing = writeUntilItDies(url, wire, (done) => {
          accepted.push(done)
          if (accepted.length === quota) void server.end('SIGKILL')
        })
        const key = newId()
        const wish = slots[cycle] ?? ''
        const answer = await book(`${url}${path}`, wish, key).catch(() => undefined)
        if (answer?.status === 201) confirmed.set(BookingMade.parse(answer.body).id, { key, start: wish })
        await writing
      }

      await using server = await start()
      const url = String(server.ready['url'])
      const shown = await everythingOf(url, owner, join(folder.path, 'after'))
      const titles = new Map<string, number>()
      for (const one of shown) titles.set(one.title, (titles.get(one.title) ?? 0) + 1)
      expect(accepted.filter((done) => titles.get(done) !== 1)).toEqual([])
      for (const [id, { key, start }] of confirmed) {
        expect(shown.filter((one) => one.bookingId === id)).toHaveLength(1)
        expect(await book(`${url}${path}`, start, key)).toMatchObject({ status: 201, body: { id } })
      }
      const kept = new Set(
        shown.flatMap((one) => (one.bookingId === undefined || one.time.kind !== 'timed' ? [] : [one.time.startsAt])),
      )
      expect(kept.size).toBe(shown.filter((one) => one.bookingId !== undefined).length)
      console.log(
        `${CYCLES} kills of a server, ${accepted.length} edits and ${confirmed.size} bookings acknowledged, none lost or doubled`,
      )
    },
  )
})

type Account = { readonly email: string; readonly password: string }

async function ownCalendar(server: string, account: Account, folder: string): Promise<CalendarId> {
  await using engine = await openEngine(folder)
  await engine.call.session.connect({ server, ...account })
  const own = await eventually(async () =>
    (await engine.call.calendars.list()).find((one) => one.permission === 'admin'),
  )
  return own.value.calendar.id
}

async function everythingOf(server: string, account: Account, folder: string) {
  await using engine = await openEngine(folder)
  await engine.call.session.connect({ server, ...account })
  await eventually(async () => (await engine.call.sync.state()).phase === 'online')
  const spans = [
    { start: instant(Date.now() - DAY), end: instant(Date.now() + 90 * DAY) },
    { start: instant(Date.parse('2027-01-31T00:00:00Z')), end: instant(Date.parse('2027-02-03T00:00:00Z')) },
  ]
  const found = await Promise.all(spans.map((span) => engine.call.appointments.within({ span, zone })))
  const unique = new Map(found.flat().map((one) => [`${one.appointment} ${one.original}`, one]))
  return [...unique.values()]
}
