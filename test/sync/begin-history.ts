import { createCalendar } from '../../src/core/commands/create-calendar.ts'
import { putEventType } from '../../src/core/commands/put-event-type.ts'
import { putSchedule } from '../../src/core/commands/put-schedule.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { EventType } from '../../src/core/model/event-type.ts'
import * as ids from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { Member } from '../../src/core/model/member.ts'
import { Schedule } from '../../src/core/model/schedule.ts'
import { uuidV7 } from '../../src/core/model/uuid.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { Workspace } from '../../src/core/model/workspace.ts'
import { carryEverything, connect } from './carry.ts'
import { openDeviceSide, type DeviceSide } from './device-side.ts'
import type { History, HistoryOptions } from './history.ts'
import { seededRandom, type Random } from './seeded-random.ts'
import { openServerSide } from './server-side.ts'
import type { Wire } from './wire.ts'

const NOW = Date.UTC(2026, 10, 20, 8)
const BERLIN = ZoneName.parse('Europe/Berlin')

/** A server, three people, two to five devices, and what they find there. */
export async function beginHistory(
  options: HistoryOptions,
  random: Random,
  stack: AsyncDisposableStack,
): Promise<History> {
  const { seed, store, folder, template } = options
  const idRandom = seededRandom(seed ^ 0x5eed)
  const newId = (): string =>
    uuidV7(
      NOW,
      Uint8Array.from({ length: 16 }, () => idRandom.below(256)),
    )
  const now = () => instant(NOW)
  const workspace = Workspace.parse({
    id: newId(),
    name: 'Clinic',
    slug: `clinic-${newId().slice(-12)}`,
    zone: BERLIN,
    locale: 'en',
    weekStart: 1,
  })
  const members = ['owner', 'staff', 'staff'].map((role) => person(newId(), role))
  const server = stack.use(await openServerSide({ store, workspace: workspace.id, now, newId }))
  await server.begin(workspace, members)
  const people = members.map(({ id }) => id)
  const devices: DeviceSide[] = []
  for (let index = 0; index < 2 + random.below(4); index += 1) {
    const member = people[index % 2 === 0 ? 0 : 1 + random.below(2)] ?? people[0]
    if (member === undefined) throw new Error('nobody')
    // A clock may be years off (Y8).
    const skew = random.chance(10) ? (random.below(7) - 3) * 365 * 86_400_000 : 0
    const identity = {
      workspace: workspace.id,
      member,
      device: ids.DeviceId.parse(newId()),
      server: 'http://server.test',
    }
    const clock = { isPunctual: skew === 0, now: () => instant(NOW + skew) }
    const own = { name: `device${index}`, folder, template, identity, newId, ...clock }
    devices.push(stack.use(await openDeviceSide({ ...own, ...(options.around ? { around: options.around } : {}) })))
  }
  const eventType = ids.EventTypeId.parse(newId())
  const begun = { options, random, server, devices, people, calendars: [], eventType, old: new Set<Wire>() }
  const history: History = { ...begun, counts: {}, newId }
  await furnish(history)
  return history
}

function person(id: string, role: string): Member {
  const slug = `person-${id.slice(-12)}`
  const facts = { id, role, slug, name: slug, email: `${slug}@example.org`, zone: BERLIN, colour: '#3b6fd4' }
  return Member.parse({ ...facts, ended: false })
}

/** Two calendars of the owner's, hours and an event type; one colleague writes, the other one reads. */
async function furnish(history: History): Promise<void> {
  const { devices, people, calendars, server, newId, eventType: id, random } = history
  const [first] = devices
  const [owner, writer, reader] = people
  if (first === undefined || owner === undefined || writer === undefined || reader === undefined)
    throw new Error('nobody')
  connect(history, first)
  await carryEverything(history)
  for (const receivesBookings of [true, false]) {
    const calendar = ids.CalendarId.parse(newId())
    await first.act(createCalendar, {
      id: calendar,
      name: 'Calendar',
      zone: BERLIN,
      colour: '#3b6fd4',
      description: '',
      countsAsBusy: true,
      receivesBookings,
    })
    calendars.push(calendar)
  }
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges: [{ start: '08:00', end: '20:00' }] }))
  const schedule = Schedule.parse({ id: newId(), member: owner, name: 'Hours', zone: BERLIN, weekly, overrides: [] })
  await first.act(putSchedule, { schedule })
  const document = documentName({ kind: 'member', workspace: server.workspace, member: owner })
  await first.act(putEventType, { document, eventType: typeOf(id, owner, schedule) })
  await carryEverything(history)
  for (const calendar of calendars) {
    await server.share(calendar, writer, 'write')
    if (random.chance(70)) await server.share(calendar, reader, random.chance(50) ? 'read' : 'free-busy')
  }
}

function typeOf(id: ids.EventTypeId, owner: ids.MemberId, { id: schedule }: Schedule): EventType {
  return EventType.parse({
    id,
    owner,
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
    schedule,
    hosts: [{ member: owner, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
  })
}
