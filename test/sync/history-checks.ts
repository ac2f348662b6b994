import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { accessTo } from '../../src/core/document/access.ts'
import { parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { hasPending } from '../../src/core/document/has-pending.ts'
import { occurrenceAt } from '../../src/core/document/occurrence-at.ts'
import { movesOf, readAppointments } from '../../src/core/document/read-appointments.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import { WallTime } from '../../src/core/model/wall.ts'
import type { Desk } from '../../src/engine/desk/desk.ts'
import { loadDocument } from '../../src/engine/desk/open-documents.ts'
import { projectDocument } from '../../src/engine/desk/project-document.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import { documentStates } from '../../src/storage/desk/document-state.ts'
import type { ReadHandle } from '../../src/storage/handle.ts'
import { dropRows } from '../../src/storage/queries/drop-rows.ts'
import { loadGrants } from '../../sync-server/documents/grants.ts'
import { headsOf, type DocRow } from '../../sync-server/documents/document-log.ts'
import { createOpenDocuments } from '../../sync-server/documents/open-document.ts'
import type { DeviceSide } from './device-side.ts'
import type { ServerSide } from './server-side.ts'

/** What holds once everything has arrived everywhere. Each sentence is something that does not. */
export async function brokenAtRest(server: ServerSide, devices: readonly DeviceSide[]): Promise<string[]> {
  const truth = await serverTruth(server)
  const broken = [...server.errors.map((line) => `the server: ${line}`), ...brokenDocuments(truth)]
  for (const device of devices) {
    broken.push(...device.failures.map((error) => `${device.name}: ${String(error)}`))
    broken.push(...(await brokenDevice(device, truth)))
    broken.push(...brokenPromises(device, server))
  }
  return broken
}

type Documents = ReadonlyMap<DocumentName, { readonly row: DocRow; readonly doc: Y.Doc }>
type Truth = {
  readonly documents: Documents
  readonly rows: ReadonlyMap<string, string>
  mayRead(name: DocumentName, device: DeviceSide): boolean
}

async function serverTruth({ store, workspace }: ServerSide): Promise<Truth> {
  const rows = await headsOf(store.read, [workspace])
  const open = createOpenDocuments({ maxBytes: 0 })
  const documents = new Map<DocumentName, { row: DocRow; doc: Y.Doc }>()
  for (const row of rows) documents.set(row.name, { row, doc: await open.fresh(store.read, row.name, row) })
  const { facts } = await loadGrants(store.read, workspace, 0)
  return {
    documents,
    rows: await rowsByDocument(store.read, workspace),
    mayRead: (name, device) => {
      const ref = parseDocumentName(name)
      const access = ref === undefined ? 'none' : accessTo(ref, device.identity().member, facts)
      return access === 'read' || access === 'write'
    },
  }
}

/** The rows of each document, in an order of their own. The server makes none of busy documents: it has what they come from. */
async function rowsByDocument(db: ReadHandle, workspace: DocRow['workspace']): Promise<Map<string, string>> {
  const { schedule, absence, eventType, bookingLink, appointment, occurrence, verdict } = db.tables
  const lines: { document: string; line: string }[] = []
  for (const table of [schedule, absence, eventType, bookingLink, appointment, occurrence, verdict]) {
    const rows = await db.select().from(table).where(eq(table.workspace, workspace))
    for (const row of rows) {
      if (!row.document.includes('/busy/')) lines.push({ document: row.document, line: canonical(row) })
    }
  }
  const grouped = Map.groupBy(lines, ({ document }) => document)
  return new Map(
    [...grouped].map(([name, found]) => [
      name,
      found
        .map(({ line }) => line)
        .toSorted()
        .join('\n'),
    ]),
  )
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

async function brokenDevice(device: DeviceSide, truth: Truth): Promise<string[]> {
  const { name: own } = device
  const { store } = device.desk()
  const states = new Map(documentStates(store.read).map((state) => [state.name, state]))
  const rows = await rowsByDocument(store.read, device.identity().workspace)
  const broken: string[] = []
  for (const [name, { row, doc }] of truth.documents) {
    const state = states.get(name)
    if (!truth.mayRead(name, device)) {
      if (state !== undefined) broken.push(`${own} holds ${name}, which it may not read`)
      continue
    }
    if (state?.epoch !== row.epoch || state.seq !== row.head) {
      broken.push(`${own} has ${name} at ${state?.epoch}/${state?.seq}, the server at ${row.epoch}/${row.head}`)
      continue
    }
    const mine = loadDocument(store.read, name).doc
    if (hasPending(mine)) broken.push(`${own}: ${name} has pending structs`)
    if (!sameContent(mine, doc)) broken.push(`${own}: ${name} differs from the server's`)
    // Series are rows within a horizon around now: of a device with another now they differ, and rightly.
    const isComparable = device.isPunctual || !name.endsWith('/series')
    const [here, there] = [rows.get(name), truth.rows.get(name)]
    if (isComparable && here !== there) broken.push(`${own}: rows of ${name} differ:\n${difference(here, there)}`)
  }
  for (const [name, { known }] of states) {
    if (!truth.documents.has(name)) broken.push(`${own} holds ${name} (known: ${known}), which the server has not`)
  }
  for (const name of rows.keys())
    if (!states.has(parsedName(name))) broken.push(`${own} has rows of ${name} and no document`)
  broken.push(...(await orphanRows(own, store.read)), ...(await brokenReplay(own, device.desk())))
  return broken
}

function parsedName(name: string): DocumentName {
  const ref = parseDocumentName(name)
  if (ref === undefined) throw new Error(`rows of ${name}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/consistent-type-assertions -- it has just been parsed
  return name as DocumentName
}

function difference(mine = '', theirs = ''): string {
  const known = new Set(theirs.split('\n'))
  const own = new Set(mine.split('\n'))
  const only = (side: string, from: Set<string>, other: Set<string>) =>
    [...from].filter((line) => !other.has(line)).map((line) => `  ${side} ${line.slice(0, 900)}`)
  return [...only('device', own, known), ...only('server', known, own)].slice(0, 6).join('\n')
}

function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) && canonical(contentOf(a)) === canonical(contentOf(b))
}

function contentOf(doc: Y.Doc): Record<string, unknown> {
  return Object.fromEntries([...doc.share.keys()].map((root) => [root, doc.getMap(root).toJSON()]))
}

/** An exception whose occurrence the series no longer has says nothing any more: nowhere is there a row of it. */
export async function orphanRows(own: string, db: ReadHandle): Promise<string[]> {
  const { appointment, occurrence } = db.tables
  const series = new Map(
    (await db.select({ id: appointment.id, data: appointment.data }).from(appointment)).map(({ id, data }) => [
      id,
      data.series,
    ]),
  )
  const rows = await db.select().from(occurrence)
  return rows
    .filter(({ document, appointment: id, original }) => {
      if (document.includes('/busy/')) return false
      const found = series.get(id)
      if (!series.has(id)) return true
      return original === ''
        ? found !== undefined
        : found === undefined || occurrenceAt(found, WallTime.parse(original)) === undefined
    })
    .map(({ appointment: id, original }) => `${own}: a row of ${id} at ${original}, where there is none`)
}

class Undone extends Error {}

/** Y3: dropping the rows and projecting the documents gives the same rows. Nothing of it is kept. */
async function brokenReplay(own: string, desk: Desk): Promise<string[]> {
  const { workspace } = desk.identity()
  const before = await everyRow(desk.store.read)
  let after: string[] = []
  await desk.store
    .tx(async (tx) => {
      await dropRows(tx, workspace)
      for (const { name } of documentStates(tx)) {
        await applyRowChanges(tx, projectDocument(loadDocument(tx, name), 'all', desk.horizon()))
      }
      after = await everyRow(tx)
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  return before.join('\n') === after.join('\n')
    ? []
    : [`${own}: a replay gives other rows:\n${difference(before.join('\n'), after.join('\n'))}`]
}

async function everyRow(db: ReadHandle): Promise<string[]> {
  const lines: string[] = []
  for (const [name, table] of Object.entries(db.tables)) {
    for (const row of await db.select().from(table)) lines.push(`${name} ${JSON.stringify(row)}`)
  }
  return lines.toSorted()
}

function brokenDocuments({ documents }: Truth): string[] {
  return [...documents].flatMap(([name, { doc }]) => {
    const ref = parseDocumentName(name)
    if (ref?.kind !== 'entries') return []
    const { valid, invalid } = readAppointments(doc, ref.calendar)
    const unreadable = invalid.map((id) => `${name}: ${id} does not parse`)
    const links = [...doc.getMap('appointments').keys()].flatMap((id) =>
      movesOf(doc, id)
        .filter(({ to, home }) => documents.get(parsedName(home))?.doc.getMap('appointments').has(to) !== true)
        .map(({ to }) => `${name}: ${id} was moved to ${to}, which is not there`),
    )
    const wrong = valid.flatMap((one) => brokenAppointment(one).map((what) => `${name}: ${one.id} ${what}`))
    return unreadable.concat(links, wrong)
  })
}

function brokenAppointment({ time, status, cancellation, deletedAt }: Appointment): string[] {
  const broken: string[] = []
  if (time?.kind === 'timed' && time.endsAt < time.startsAt) broken.push('ends before it starts')
  // What is cancelled stays so, whatever else was said meanwhile; and it says by whom.
  if (status === 'cancelled' && cancellation === undefined && deletedAt === undefined)
    broken.push('is cancelled by nobody')
  return broken
}

/** Y1, Y4: whatever was acknowledged to the person is in the server's log, or in the list of what was refused; never nowhere. */
function brokenPromises(device: DeviceSide, { durable }: ServerSide): string[] {
  const rows = new Map(device.outboxRows().map((row) => [row.id, row]))
  const broken = [...rows.values()]
    .filter(({ state }) => state === 'waiting')
    .map(({ id, verb }) => `${device.name}: ${verb} ${id} waits still`)
  for (const [id, verb] of device.acknowledged) {
    const refused = rows.get(id)?.state === 'refused'
    const isLetGo = device.needless.has(id) || device.forgotten.has(id)
    if (!refused && !durable.has(id) && !isLetGo)
      broken.push(`${device.name}: ${verb} ${id} was acknowledged and is lost`)
    // Whose answer was lost before the share was withdrawn is told so all the same: the device cannot know any more.
    const reason = refused ? rows.get(id)?.reason : undefined
    if (refused && durable.has(id) && reason !== 'forbidden')
      broken.push(`${device.name}: ${verb} ${id} is shown as refused (${reason}) and is in the log`)
  }
  return broken
}
