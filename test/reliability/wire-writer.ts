import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
  decodeMessage,
  DEVICE_SUBPROTOCOL,
  encodeMessage,
  PROTOCOL_VERSION,
  ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { Appointment } from '../../src/core/model/appointment.ts'
import * as ids from '../../src/core/model/ids.ts'
import { network } from '../../src/engine/connect.ts'
import { newId } from '../../src/engine/new-id.ts'
import { serverClient } from '../../src/engine/sync/server-client.ts'

export type SignedIn = { readonly token: string; readonly workspace: ids.WorkspaceId; readonly member: ids.MemberId }

/** Signs a new device in over HTTP, as a desk does. */
export async function signIn(server: string, email: string, password: string): Promise<SignedIn> {
  const device = { id: ids.DeviceId.parse(newId()), name: 'wire' }
  const reached = { connect: network(), server }
  const { session, workspace, member } = await serverClient(reached).accounts.signIn({ email, password, device })
  const { token } = await serverClient({ ...reached, session }).accounts.syncToken({ device: device.id })
  return { token, workspace: workspace.id, member: member.id }
}

/** Writes appointments into `calendar` without a pause until the connection dies; calls `accepted` with each title that the server acknowledged. */
export async function writeUntilItDies(
  server: string,
  { token, workspace, calendar }: SignedIn & { readonly calendar: ids.CalendarId },
  accepted: (title: string) => void,
): Promise<void> {
  const socket = new WebSocket(`${server.replace('http', 'ws')}/sync`, [DEVICE_SUBPROTOCOL, `token.${token}`])
  const closed = once(socket, 'close')
  socket.on('error', () => undefined)
  const waiting = new Map<string, string>()
  const write = appointmentWriter(calendar)
  const document = documentName({ kind: 'entries', workspace, calendar, part: '2027-q1' })
  const send = () => {
    const id = ids.CommandId.parse(newId())
    const { title, update } = write()
    waiting.set(id, title)
    socket.send(encodeMessage({ kind: 'command', id, parts: [{ document, epoch: 0, update }] }))
  }
  socket.on('message', (frame: Buffer) => {
    const message = decodeMessage(ServerMessage, new Uint8Array(frame))
    if (message?.kind === 'caughtUp') for (let n = 0; n < 20; n += 1) send()
    if (message?.kind === 'refused') throw new Error(`refused: ${message.reason}`)
    if (message?.kind !== 'accepted') return
    accepted(waiting.get(message.id) ?? 'not ours')
    if (socket.readyState === WebSocket.OPEN) send()
  })
  await once(socket, 'open')
  socket.send(encodeMessage({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: {}, visible: [] }))
  await closed
}

/** Makes updates of one new appointment each, under a client id of its own; all on 2027-02-01. */
function appointmentWriter(calendar: ids.CalendarId): () => { title: string; update: Uint8Array } {
  const doc = new Y.Doc()
  let last = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (last = new Uint8Array(update)))
  const startsAt = Date.parse('2027-02-01T09:00:00Z')
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 1_800_000, zone: 'Europe/Berlin' }
  const texts = { description: '', location: '', notes: '', status: 'confirmed', availability: 'free', source: 'desk' }
  const lists = { overrides: {}, attendees: [], hosts: [], answers: {}, earlierTimes: [], unknownProperties: [] }
  const made = { sequence: 0, private: false, createdAt: startsAt, createdBy: 'wire', changedAt: startsAt }
  return () => {
    const id = newId()
    const title = `wire ${id}`
    writeAppointment(doc, Appointment.parse({ id, uid: id, calendar, title, time, ...texts, ...lists, ...made }))
    return { title, update: last }
  }
}
