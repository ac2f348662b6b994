import { createEdits, findEdits, type Edits } from './edits.ts'
import { documentOf, GROUP } from './names.ts'
import { openRawSocket, type RawSocket } from './raw-socket.ts'
import { until } from './until.ts'
import { WIRES, type Seat, type WireName } from './wires.ts'

export type CrowdOrder = {
  readonly wire: WireName
  readonly port: number
  /** One for each client. */
  readonly seats: readonly Seat[]
  /** Another one in every run on the same data. */
  readonly run: number
}

export type Client = {
  readonly index: number
  readonly seat: Seat
  readonly document: string
  readonly edits: Edits
  socket: RawSocket | undefined
  joined: boolean
  /** When each edit was sent, and by how many of the others it was seen. */
  readonly sent: number[]
  readonly seen: number[]
  /** Edits that the server said it keeps. */
  kept: number
  /** The Yjs clock after each edit. */
  readonly clocks: number[]
}

export type Gathered = {
  readonly clients: readonly Client[]
  readonly write: (client: Client) => void
  readonly allThrough: () => boolean
  latencies: number[]
  /** Edits that everybody else has seen. */
  through: number
  /** Connections that the server has ended. */
  ended: number
  onThrough: (client: Client) => void
}

const OPEN_AT_ONCE = 25

/** Opens a connection for each seat, and waits until each client's appointment is with the four others. */
export async function gather({ wire: name, port, seats, run }: CrowdOrder): Promise<Gathered> {
  const clients = seats.map((seat, index) => newClient(index, seat, run))
  const gathered: Gathered = {
    clients,
    write: (client) => write(client, name),
    allThrough: () => clients.every(({ seen }) => seen.every((count) => count >= GROUP - 1)),
    latencies: [],
    through: 0,
    ended: 0,
    onThrough: () => undefined,
  }
  for (let from = 0; from < clients.length; from += OPEN_AT_ONCE) {
    const batch = clients.slice(from, from + OPEN_AT_ONCE)
    await Promise.all(batch.map((client) => open(gathered, client, { name, port })))
  }
  await until(() => clients.every(({ joined }) => joined), 'joined')
  for (const client of clients) gathered.write(client)
  await until(gathered.allThrough, 'the first edits')
  return gathered
}

async function open(gathered: Gathered, client: Client, { name, port }: { name: WireName; port: number }) {
  const wire = WIRES[name]
  client.socket = await openRawSocket({
    port,
    path: wire.path(client.seat),
    protocols: wire.protocols(client.seat),
    onMessage: (message) => hear(gathered, client, { name, message }),
    onEnd: () => void (gathered.ended += 1),
  })
  for (const greeting of wire.greetings(client.seat)) client.socket.send(greeting)
}

function hear(gathered: Gathered, receiver: Client, { name, message }: { name: WireName; message: Buffer }): void {
  WIRES[name].read(message, {
    joined: () => void (receiver.joined = true),
    kept: () => void (receiver.kept += 1),
  })
  findEdits(message, (index, nth) => {
    const writer = gathered.clients[index]
    const sent = writer?.sent[nth]
    if (!writer || writer === receiver || sent === undefined) return
    gathered.latencies.push(performance.now() - sent)
    const seen = (writer.seen[nth] ?? 0) + 1
    writer.seen[nth] = seen
    if (seen < GROUP - 1) return
    gathered.through += 1
    gathered.onThrough(writer)
  })
}

function write(client: Client, name: WireName): void {
  const update = client.sent.length === 0 ? client.edits.birth : client.edits.next()
  client.clocks.push(client.edits.clock())
  client.seen.push(0)
  client.sent.push(performance.now())
  client.socket?.send(WIRES[name].write(client.document, update))
}

function newClient(index: number, seat: Seat, run: number): Client {
  const group = Math.floor(index / GROUP)
  const fresh = { socket: undefined, joined: false, sent: [], seen: [], kept: 0, clocks: [] }
  return { index, seat, document: documentOf(group), edits: createEdits(index, group, run), ...fresh }
}
