import { readFileSync, writeFileSync } from 'node:fs'
import pino from 'pino'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { PROTOCOL_VERSION } from '../../../src/core/contract/sync-protocol.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { CalendarId, DeviceId, MemberId, WorkspaceId } from '../../../src/core/model/ids.ts'
import { WallTime } from '../../../src/core/model/wall.ts'
import { network, type Connect } from '../../../src/engine/connect.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { signSyncPass } from '../../../sync-server/accounts/sync-token.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { eventually } from '../../support/eventually.ts'
import { online } from '../../support/synced-desk.ts'
import { BERLIN, firstCalendar, hour, openTestDesk, type TestDesk } from '../../support/test-desk.ts'

/** What a desk and an unchanged WebsocketProvider really sent to a real server. */
export type Recorded = {
  readonly device: readonly Uint8Array[]
  /** `document`: whose socket each was sent over. */
  readonly stock: readonly Uint8Array[]
  readonly document: string
  readonly workspace: WorkspaceId
  readonly member: MemberId
  readonly calendar: CalendarId
}

const FILE = new URL('../../fixtures/wire/recorded.json', import.meta.url)

const Base64 = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const Recording = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  device: z.array(Base64),
  stock: z.array(Base64),
  document: z.string(),
  workspace: WorkspaceId,
  member: MemberId,
  calendar: CalendarId,
})

/** The recording that is kept, so that a seed says everything. DAYLOOM_RECORD=1 takes a new one, as for another protocol. */
export async function recordedMessages(): Promise<Recorded> {
  if (process.env['DAYLOOM_RECORD'] === '1') keep(await recordMessages())
  return Recording.parse(JSON.parse(readFileSync(FILE, 'utf8')))
}

function keep({ device, stock, ...recorded }: Recorded): void {
  const texts = (frames: readonly Uint8Array[]): string[] =>
    frames.map((frame) => Buffer.from(frame).toString('base64'))
  const kept = { protocol: PROTOCOL_VERSION, ...recorded, device: texts(device), stock: texts(stock) }
  writeFileSync(FILE, `${JSON.stringify(kept, undefined, 2)}\n`)
}

async function recordMessages(): Promise<Recorded> {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  const server = await createServer(config, { logger: pino({ level: 'silent' }) })
  try {
    const device: Uint8Array[] = []
    await using desk = await openTestDesk({ connect: recording(device) })
    const calendar = await workOn(desk, server.url)
    const { workspace, member } = await desk.call.session.get()
    const document = documentName({ kind: 'entries', workspace: workspace.id, calendar, part: '2026-q4' })
    const stock = await recordStock(server, { workspace: workspace.id, member: member.id, document, calendar })
    return { device, stock, document, workspace: workspace.id, member: member.id, calendar }
  } finally {
    await server.close()
  }
}

function recording(frames: Uint8Array[]): Connect {
  const real = network()
  return {
    fetch: real.fetch,
    openSocket: (url, protocols) => {
      const socket = real.openSocket(url, protocols)
      const send = socket.send.bind(socket)
      socket.send = (frame) => {
        frames.push(frame.slice())
        send(frame)
      }
      return socket
    },
  }
}

const ALL = { kind: 'all' } as const

/** A little of everything that a person does. */
async function workOn({ call }: TestDesk, server: string): Promise<CalendarId> {
  const account = { server, email: 'ada@example.org', password: 'correct horse battery', register: true }
  const calendar = await firstCalendar(call)
  await call.session.connect(account)
  await online(call)
  const other = await call.calendars.create({ name: 'Beside it' })
  const visits = []
  for (let day = 10; day < 22; day++) {
    visits.push(await call.appointments.create(hour(calendar, `Visit ${day}`, `2026-12-${day}T10:00:00+01:00`)))
  }
  const [first, second, third, fourth] = visits
  if (!first || !second || !third || !fourth) throw new Error('no visits')
  await call.appointments.edit({ id: first.id, scope: ALL, edit: { title: 'Called back', notes: 'in the evening' } })
  const moved = hour(calendar, '', '2026-12-24T15:00:00+01:00').time
  await call.appointments.move({ id: second.id, scope: ALL, time: moved })
  await call.appointments.cancel({ id: third.id, scope: ALL, reason: 'ill' })
  await call.appointments.remove({ id: fourth.id, scope: ALL })
  await call.appointments.remove({ id: first.id, scope: ALL })
  await call.appointments.restore({ id: first.id })
  await call.appointments.moveToCalendar({ id: second.id, calendar: other.id })
  const start = WallTime.parse('2026-11-23T09:00:00')
  const series = {
    start,
    allDay: false,
    zone: BERLIN,
    length: 1_800_000,
    rules: ['FREQ=WEEKLY;COUNT=8'],
    rdates: [],
    exdates: [],
  }
  const rounds = await call.appointments.create({ calendar, title: 'Rounds', series })
  const original = WallTime.parse('2026-11-30T09:00:00')
  await call.appointments.cancel({ id: rounds.id, scope: { kind: 'one', original } })
  const [schedule] = await call.schedules.list()
  if (schedule) await call.schedules.put({ schedule: { ...schedule, name: 'Winter' } })
  await online(call)
  const refused = await call.sync.refused()
  if (refused.length > 0) throw new Error(`an honest desk was refused: ${JSON.stringify(refused)}`)
  return calendar
}

type Visit = { workspace: WorkspaceId; member: MemberId; document: string; calendar: CalendarId }

async function recordStock(
  server: SyncServer,
  { workspace, member, document, calendar }: Visit,
): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  class Recording extends globalThis.WebSocket {
    override send(data: string | Blob | BufferSource): void {
      if (typeof data === 'object' && data instanceof Uint8Array) frames.push(Uint8Array.from(data))
      super.send(data)
    }
  }
  const device = DeviceId.parse(newId())
  const expiresAt = instant(server.deps.now() + 60_000)
  const token = signSyncPass(server.deps.serverKey, { workspace, member, device, expiresAt })
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, document, doc, {
    protocols: [`token.${token}`],
    disableBc: true,
    WebSocketPolyfill: Recording,
  })
  try {
    await eventually(() => provider.synced, { what: 'synced' })
    provider.awareness.setLocalState({ looksAt: '2026-12' })
    const known = readAppointments(doc, calendar).valid
    for (const [n, one] of known.entries()) {
      const edited = { ...one, title: `Stock ${n}`, changedAt: instant(one.changedAt + 1) }
      writeAppointment(doc, edited, { by: member })
    }
    provider.disconnect()
    provider.connect()
    await eventually(() => provider.synced, { what: 'synced again' })
  } finally {
    provider.destroy()
  }
  return frames
}
