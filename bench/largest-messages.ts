import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { parseDocumentName } from '../src/core/document/document-name.ts'
import { instant } from '../src/core/model/instant.ts'
import type { Series } from '../src/core/model/appointment.ts'
import { applyUpdate } from '../sync-server/documents/apply-update.ts'
import { shapeOf } from '../sync-server/documents/document-shape.ts'
import { judgeUpdate } from '../sync-server/documents/judge-update.ts'
import { trialCopy } from '../sync-server/documents/trial-copy.ts'
import { createCopy, documentOf, entryOf, writes } from './abuse/edits.ts'

export type Largest = {
  readonly message: string
  readonly bytes: number
  readonly outcome: string
  /** Milliseconds of processor time on the server's thread: judged, applied, projected; and all of it tried on a copy before. */
  readonly judgeMs: number
  readonly applyMs: number
  readonly triedMs: number
}

const AT = instant(Date.UTC(2026, 10, 20, 12))
const PERSON = 20
const RULE = { start: '2026-11-23T09:00:00', allDay: false, zone: 'Europe/Berlin', length: 1_800_000 }
const series = (rule: string): Series => JSON.parse(JSON.stringify({ ...RULE, rules: [rule], rdates: [], exdates: [] }))

/** What the largest messages that are let through, and the worst that are not, cost the server before it stores them. */
export async function run({ short }: { short: boolean }): Promise<Largest[]> {
  const runs = short ? 1 : 5
  return messages().map(({ name, part, base, update }): Largest => {
    const measured = Array.from({ length: runs }, () => measure(part, base, update))
    const least = (of: 'judgeMs' | 'applyMs' | 'triedMs'): number => Math.min(...measured.map((one) => one[of]))
    const outcome = measured[0]?.outcome ?? ''
    const [judgeMs, applyMs, triedMs] = [least('judgeMs'), least('applyMs'), least('triedMs')]
    return { message: name, bytes: update.byteLength, outcome, judgeMs, applyMs, triedMs }
  })
}

type Message = { readonly name: string; readonly part: string; readonly base: Uint8Array; readonly update: Uint8Array }
const NOTHING = Uint8Array.of(0, 0)

function messages(): Message[] {
  const many = (count: number, notes = '') => writes(Array.from({ length: count }, () => entryOf(PERSON, { notes })))
  const quarter = { part: '2026-q4', base: NOTHING }
  const entry = entryOf(PERSON)
  const wiped = createCopy()
  const base = wiped(many(1_400))
  return [
    { name: 'a chunk of an import: 250 entries', ...quarter, update: createCopy()(many(250, 'x'.repeat(900))) },
    { name: '12,000 structs', ...quarter, update: createCopy()(many(1_400)) },
    { name: 'almost a megabyte of text', ...quarter, update: createCopy()(many(10, 'x'.repeat(99_000))) },
    {
      name: 'seventeen daily series',
      part: 'series',
      base: NOTHING,
      update: createCopy()(writes(Array.from({ length: 17 }, () => entryOf(PERSON, { series: series('FREQ=DAILY') })))),
    },
    {
      name: 'a series every two hours',
      part: 'series',
      base: NOTHING,
      update: createCopy()(writes([entryOf(PERSON, { series: series('FREQ=HOURLY;INTERVAL=2') })])),
    },
    {
      name: 'fifty series that never end nor begin',
      part: 'series',
      base: NOTHING,
      update: createCopy()(
        writes(
          Array.from({ length: 50 }, (_, n) =>
            entryOf(PERSON, { series: series(`FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=${n + 1}`) }),
          ),
        ),
      ),
    },
    { name: 'a key of 1,400 entries deleted', part: '2026-q4', base, update: wiped(unmade) },
    { name: 'one key, written 900 times apart', ...quarter, update: apart(entry.id, 900) },
    { name: 'one key, written 15,000 times apart', ...quarter, update: apart(entry.id, 15_000) },
    { name: 'a megabyte of lists in lists', ...quarter, update: nested() },
  ]
}

function unmade(doc: Y.Doc): void {
  for (const entity of doc.getMap('appointments').values()) if (entity instanceof Y.Map) entity.delete('title')
}

function apart(id: string, count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8(encoder, 1)
    encoding.writeVarUint(encoder, count + 1)
    for (const byte of [7, 0, 0x27, 1]) encoding.writeUint8(encoder, byte)
    encoding.writeVarString(encoder, 'appointments')
    encoding.writeVarString(encoder, id)
    encoding.writeUint8(encoder, 1)
    for (let n = 0; n < count; n++) {
      for (const byte of [0x28, 0, 7, 0, 1, 120, 1, 120]) encoding.writeUint8(encoder, byte)
    }
    encoding.writeUint8(encoder, 0)
  })
}

function nested(): Uint8Array {
  const bytes = new Uint8Array(1_000_000).fill(1)
  for (let n = 100; n < bytes.length; n += 2) bytes[n] = 117
  return bytes
}

function measure(part: string, base: Uint8Array, update: Uint8Array): Omit<Largest, 'message' | 'bytes'> {
  const name = documentOf(PERSON, part)
  const ref = parseDocumentName(name)
  if (!ref) throw new Error('not a name')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  const owner = entryOf(PERSON).createdBy
  const context = {
    at: AT,
    writer: { member: owner },
    claims: new Map(),
    isMember: () => false,
    ownerOf: () => undefined,
  }
  const judging = stopwatch()
  const judged = judgeUpdate(doc, update, shapeOf(ref))
  const judgeMs = judging()
  if (!judged.ok) return { outcome: judged.reason, judgeMs, applyMs: 0, triedMs: 0 }
  const { touched, authors } = judged.value
  const trying = stopwatch()
  const copy = trialCopy(doc, touched, authors)
  applyUpdate({ name, ref, doc: copy }, { update, touched }, Object.assign(context))
  copy.destroy()
  const triedMs = trying()
  const applying = stopwatch()
  const applied = applyUpdate({ name, ref, doc }, { update, touched }, Object.assign(context))
  return { outcome: applied.ok ? 'accepted' : applied.reason, judgeMs, applyMs: applying(), triedMs }
}

function stopwatch(): () => number {
  const began = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(began)
    return Math.round((user + system) / 100) / 10
  }
}
