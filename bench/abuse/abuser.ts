import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { CommandId } from '../../src/core/model/ids.ts'
import type { Series } from '../../src/core/model/appointment.ts'
import { createCopy, documentOf, entryOf, writes } from './edits.ts'
import { wireDevice, type WireDevice } from './wire-device.ts'

// node bench/abuse/abuser.ts KIND URL TOKEN PERSON: does its worst until it is ended, and then tells what became of it.

const [kind = '', url = '', token = '', asPerson = '20'] = process.argv.slice(2)
const person = Number(asPerson)
const began = performance.now()
const told: { sent: number; closes: number; firstClose?: number; code?: number } = { sent: 0, closes: 0 }

function watch(socket: WebSocket): void {
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    told.closes += 1
    told.firstClose ??= Math.round(performance.now() - began)
    told.code ??= code
  })
}

async function device(): Promise<WireDevice> {
  const own = await wireDevice(url, token)
  watch(own.socket)
  return own
}

const isOpen = ({ socket }: WireDevice): boolean => socket.readyState === WebSocket.OPEN
const id = (): CommandId => CommandId.parse(randomUUID())

/** On one connection after the other, until each is closed. */
async function forEver(work: (own: WireDevice) => Promise<void>): Promise<never> {
  for (;;) {
    const own = await device().catch(() => undefined)
    if (own) await work(own)
    await pause(20)
  }
}

/** Sends as fast as credit allows. */
function flood(update: () => Uint8Array, document = documentOf(person), most = 150): Promise<never> {
  return forEver(async (own) => {
    let unanswered = 0
    own.onMessage = ({ kind }) => {
      if (kind === 'accepted' || kind === 'refused') unanswered -= 1
    }
    while (isOpen(own)) {
      await pause(unanswered < most ? 0 : 1)
      for (const burst = Math.min(20, most - unanswered), until = unanswered + burst; unanswered < until;) {
        unanswered += 1
        told.sent += 1
        own.send({ kind: 'command', id: id(), parts: [{ document, epoch: 0, update: update() }] })
      }
    }
  })
}

const refused = createCopy()(writes([entryOf(0)]))
const copy = createCopy()
copy(writes([entryOf(person)]))
const RULE = { start: '2026-11-23T09:00:00', allDay: false, zone: 'Europe/Berlin', length: 1_800_000 }
const series: Series = JSON.parse(
  JSON.stringify({ ...RULE, rules: ['FREQ=HOURLY;INTERVAL=2'], rdates: [], exdates: [] }),
)

const KINDS: Readonly<Record<string, () => Promise<never>>> = {
  garbage: () =>
    forEver(async (own) => {
      while (isOpen(own)) {
        own.socket.send(randomBytes(1 + Math.floor(Math.random() * 400)))
        told.sent += 1
        await pause(0)
      }
    }),
  refused: () => flood(() => refused, documentOf(0)),
  // The first entry never went out: everything hangs in the air.
  gaps: () => flood(() => copy((doc) => doc.getMap('meta').set('schema', 1))),
  huge: () => {
    const entries = () => Array.from({ length: 900 }, () => entryOf(person, { notes: 'x'.repeat(600) }))
    const updates = Array.from({ length: 12 }, () => createCopy()(writes(entries())))
    let at = 0
    return flood(() => updates[at++ % updates.length] ?? refused, documentOf(person), 100)
  },
  heavy: () => {
    const own = createCopy()
    const entry = entryOf(person, { series })
    let revision = 0
    return flood(() => own(writes([{ ...entry, title: `Rounds ${(revision += 1)}` }])), documentOf(person, 'series'))
  },
  slowReader: async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${documentOf(person)}`, [`token.${token}`])
    watch(socket)
    const asks = encoding.encode((encoder) => {
      for (const number of [0, 0, 1, 0]) encoding.writeVarUint(encoder, number)
    })
    await new Promise((resolve) => socket.once('open', resolve))
    socket.pause()
    for (;;) {
      if (socket.readyState === WebSocket.OPEN) socket.send(asks)
      told.sent += 1
      await pause(2)
    }
  },
  churn: async () => {
    for (;;) {
      const burst = Array.from({ length: 10 }, () => device().catch(() => undefined))
      for (const own of await Promise.all(burst)) own?.socket.terminate()
      told.sent += burst.length
    }
  },
}

process.on('message', () => {
  process.send?.(told)
  process.exit()
})
process.on('disconnect', () => process.exit())
process.on('unhandledRejection', () => undefined)
await KINDS[kind]?.()
