import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import pino from 'pino'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { AppointmentId, MemberId } from '../../../src/core/model/ids.ts'
import { Member } from '../../../src/core/model/member.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import { network } from '../../../src/engine/connect.ts'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { replayRows } from '../../support/replayed-rows.ts'
import { agenda, at, BERLIN, firstCalendar, hour, NOW, openTestDesk } from '../../support/test-desk.ts'

const PASSWORD = 'correct horse battery'
const PATIENCE = { timeout: 20_000 }

let server: SyncServer
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }), now: () => NOW })
})
afterAll(() => server.close())

/** Ada has a calendar; Ben is on her staff. */
async function twoPeople(name: string) {
  const ada = await openTestDesk({ connect: network() })
  const email = `ada@${name}.example`
  await ada.call.session.connect({ server: server.url, email, password: PASSWORD, register: true })
  const { workspace, member: owner } = await ada.call.session.get()
  const id = MemberId.parse(newId())
  const ben = { email: `ben@${name}.example`, password: PASSWORD }
  const colour = '#803080'
  const member = { ...owner, ...ben, id, name: 'Ben', slug: 'ben', role: 'staff', colour }
  await server.deps.accounts.addMember({ workspace: workspace.id, member: Member.parse(member), password: PASSWORD })
  const bens = await openTestDesk({ connect: network() })
  await bens.call.session.connect({ server: server.url, ...ben })
  const stack = new AsyncDisposableStack()
  stack.use(ada)
  stack.use(bens)
  const [calendar, theirs] = [await firstCalendar(ada.call), id]
  const shareIt = (permission?: 'free-busy' | 'read') =>
    ada.call.calendars.share({ calendar, member: theirs, ...(permission && { permission }) })
  return { ada, ben: bens, owner, workspace, calendar, shareIt, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const titlesOf = (call: Engine['call']) => async () => (await agenda(call)).map(({ title }) => title)

/** Every byte below a folder, as text. */
function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1')).join('\n')
}

const SECRETS = ['Befund', 'Krankenakte', 'Praxis Nord', 'Merkzettel']
const texts = { description: 'Krankenakte', location: 'Praxis Nord', notes: 'Merkzettel' }

test('Y3 Y6 a free-busy share shows on the other desk when, never what; withdrawn, nothing of it stays', async () => {
  await using two = await twoPeople('clinic')
  const { ada, ben, calendar, owner, workspace } = two
  const timed = { ...hour(calendar, 'Befund', '2026-11-23T10:00:00+01:00'), ...texts }
  const { id } = await ada.call.appointments.create(timed)
  const day = WallDate.parse('2026-11-24')
  const time = { kind: 'all-day' as const, firstDay: day, lastDay: day }
  const second = await ada.call.appointments.create({ calendar, title: 'Befund', ...texts, time })
  await two.shareIt('free-busy')

  const busy = { appointment: expect.any(String), calendar, title: '', location: '', status: 'confirmed' }
  const rest = { availability: 'busy', recurring: false, private: true, writable: false, sync: 'synced' }
  const from = { startsAt: at('2026-11-23T10:00:00+01:00'), endsAt: at('2026-11-23T11:00:00+01:00') }
  const shown = (when: object) => ({ ...busy, time: when, ...rest, busyOnly: true })
  const wanted = [shown({ kind: 'timed', ...from, zone: BERLIN }), shown(time)]
  await expect.poll(() => agenda(ben.call), PATIENCE).toEqual(wanted)
  const listed = (await ben.call.calendars.list()).find((view) => view.calendar.id === calendar)
  expect(listed).toMatchObject({ permission: 'free-busy', ownerName: owner.name })
  expect(listed?.calendar).toMatchObject({ name: owner.name, colour: owner.colour, owner: owner.id })

  const [first] = await agenda(ben.call)
  const asked = ben.call.appointments.get({ id: AppointmentId.parse(first?.appointment) })
  await expect(asked).rejects.toMatchObject({ data: { reason: 'not-found' } })

  const disk = everythingIn(ben.folder)
  for (const secret of [...SECRETS, id, second.id]) expect(disk).not.toContain(secret)
  expect(disk).toContain('/busy/')

  await ben.close()
  const { before, after } = await replayRows(join(ben.folder, 'desk.sqlite'), NOW)
  expect(after).toEqual(before)
  expect(JSON.stringify(before)).toContain(`${workspace.id}/busy/${calendar}/2026-q4`)
  await ben.reopen()
  expect(await agenda(ben.call)).toEqual(wanted)

  await two.shareIt()
  await expect.poll(() => agenda(ben.call), PATIENCE).toEqual([])
  expect((await ben.call.calendars.list()).map((view) => view.calendar.id)).not.toContain(calendar)
  await ben.close()
  expect(everythingIn(ben.folder)).not.toContain(`/busy/${calendar}`)
  await ben.reopen()
})

test('Y6 a share that is raised shows what was hidden, each once; lowered again, it hides it', async () => {
  await using two = await twoPeople('practice')
  const { ada, ben, calendar } = two
  await ada.call.appointments.create(hour(calendar, 'Befund', '2026-11-23T10:00:00+01:00'))
  await two.shareIt('free-busy')
  await expect.poll(titlesOf(ben.call), PATIENCE).toEqual([''])
  await two.shareIt('read')
  await expect.poll(titlesOf(ben.call), PATIENCE).toEqual(['Befund'])
  await two.shareIt('free-busy')
  await expect.poll(titlesOf(ben.call), PATIENCE).toEqual([''])
  await ben.close()
  expect(everythingIn(ben.folder)).not.toContain('Befund')
  await ben.reopen()
})

test('S1 the preview of somebody’s slots leaves out what is shared as busy', async () => {
  await using two = await twoPeople('office')
  const { ada, ben, calendar, owner, workspace } = two
  const eventType = EventType.parse({
    id: newId(),
    owner: owner.id,
    name: 'Visit',
    slug: 'visit',
    description: '',
    category: 'one-on-one',
    durations: [60],
    step: 60,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 0,
    horizon: { kind: 'unlimited' },
    schedule: (await ada.call.schedules.list())[0]?.id,
    hosts: [{ member: owner.id, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
  })
  const document = documentName({ kind: 'member', workspace: workspace.id, member: owner.id })
  await server.deps.serverTransaction(({ write }) =>
    write(document, (doc) => writeEntity(doc, eventTypeLayout, eventType)),
  )
  await expect.poll(async () => (await ben.call.eventTypes.list()).length, PATIENCE).toBe(1)
  const span = { start: at('2026-11-23T00:00:00+01:00'), end: at('2026-11-24T00:00:00+01:00') }
  const hours = async () => {
    const slots = await ben.call.eventTypes.slots({ eventType: eventType.id, span })
    return slots.map(({ start }) => new Date(start).getUTCHours() + 1)
  }
  await expect.poll(hours, PATIENCE).toEqual([9, 10, 11, 12, 13, 14, 15, 16])
  await ada.call.appointments.create(hour(calendar, 'Befund', '2026-11-23T11:30:00+01:00'))
  await two.shareIt('free-busy')
  await expect.poll(hours, PATIENCE).toEqual([9, 10, 13, 14, 15, 16])
})
