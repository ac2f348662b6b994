import { parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import { readableRows } from './apply-update.ts'
import type { Touched } from './capture-change.ts'
import type { CommandAnswer } from './command-queue.ts'
import type { StoredPart } from './document-log.ts'
import { judgeCommand } from './judge-command.ts'
import type { OpenDocument } from './open-document.ts'
import type { JudgedRows } from './settle-batch.ts'
import { openForWriting, restoreDocument, type Unit, type UnitEntry } from './unit-of-work.ts'
import type { WriterCommand } from './writer-command.ts'

export type Judged = JudgedRows & {
  readonly answer: CommandAnswer
  readonly entries: readonly UnitEntry[]
  /** Rows that it changed, occurrences included. */
  readonly work: number
}

/** Commands by one writer into one document, one after the other; or any single command. */
type Run = { readonly document: DocumentName | undefined; readonly commands: readonly WriterCommand[] }

type StoredOf = (command: WriterCommand) => readonly StoredPart[]

/** Whoever types leaves a run: consecutive commands of a batch that write one and the same document of entries. */
export function runsOf(commands: readonly WriterCommand[]): Run[] {
  const runs: { document: DocumentName | undefined; commands: WriterCommand[] }[] = []
  for (const command of commands) {
    const document = onlyEntries(command)
    const last = runs.at(-1)
    const before = last?.commands[0]
    const goesOn = document !== undefined && last?.document === document && isSameWriter(before, command)
    if (last && goesOn) last.commands.push(command)
    else runs.push({ document, commands: [command] })
  }
  return runs
}

function onlyEntries({ parts }: WriterCommand): DocumentName | undefined {
  const [part, ...others] = parts
  if (part === undefined || others.length > 0) return undefined
  const ref = parseDocumentName(part.document)
  return ref?.kind === 'entries' ? nameOf(part.document) : undefined
}

// What parses is spelt as it is named.
function nameOf(document: string): DocumentName | undefined {
  return isName(document) ? document : undefined
}

function isName(document: string): document is DocumentName {
  return parseDocumentName(document) !== undefined
}

function isSameWriter(one: WriterCommand | undefined, { writer }: WriterCommand): boolean {
  const { workspace, member, device } = one?.writer ?? {}
  return workspace === writer.workspace && member === writer.member && device === writer.device
}

/**
 * Judges a run. All is judged and applied command by command, but whether what they leave can be read is asked once, of the
 * end: what one device wrote and overwrote meanwhile nobody else has seen. Where it cannot, the run is taken back and judged
 * again, each command by itself; so is one that touches bookings, and one in a document that would have to be read first, for
 * whoever may not write it.
 */
export async function judgeRun(unit: Unit, { document, commands }: Run, storedOf: StoredOf): Promise<Judged[]> {
  if (document !== undefined && commands.length > 1 && unit.deps.documents.isCalm(document)) {
    const together = await judgeTogether(unit, await openForWriting(unit, document), commands, storedOf)
    if (together) return together
  }
  const judged: Judged[] = []
  for (const command of commands) judged.push(await judgeOne(unit, command, storedOf))
  return judged
}

async function judgeOne(unit: Unit, command: WriterCommand, storedOf: StoredOf, later?: Touched): Promise<Judged> {
  const [from, rows] = [unit.entries.length, unit.rows.length]
  const answer = await judgeCommand(unit, command, storedOf(command), later)
  const changed = unit.rows.slice(rows)
  const { writer } = command
  return { answer, entries: unit.entries.slice(from), writer, rows: [rows, unit.rows.length], work: workOf(changed) }
}

function workOf(rows: Unit['rows']): number {
  return rows.reduce((sum, row) => sum + 1 + ('occurrences' in row ? row.occurrences.length : 0), 0)
}

/** Undefined, and nothing done, where the end cannot be read. */
async function judgeTogether(
  unit: Unit,
  open: OpenDocument,
  commands: readonly WriterCommand[],
  storedOf: StoredOf,
): Promise<Judged[] | undefined> {
  const mark = { entries: unit.entries.length, owners: unit.newOwners.length }
  const later: Touched = new Map()
  const judged: Judged[] = []
  for (const command of commands) judged.push(await judgeOne(unit, command, storedOf, later))
  const rows = readableRows(open, later, unit.at)
  if (!rows.ok || rows.value.some(isOfBooking)) {
    await takeBack(unit, open, mark)
    if (!rows.ok) open.wary = true
    return undefined
  }
  const from = unit.rows.length
  unit.rows.push(...rows.value)
  const last = judged.findLastIndex(({ entries }) => entries.length > 0)
  return judged.map(({ answer, entries, writer }, n) => {
    const isLast = n === last
    return {
      answer,
      entries,
      writer,
      rows: [from, isLast ? unit.rows.length : from],
      work: isLast ? workOf(rows.value) : 0,
    }
  })
}

/** Times of hosts are taken in the order in which they were asked for: each step counts, not only the end. */
function isOfBooking(change: RowChange): boolean {
  return change.table === 'appointment' && 'put' in change && change.put.bookingId !== undefined
}

type Mark = { readonly entries: number; readonly owners: number }

// Its log may be folded meanwhile: what was added is taken off again, and nothing else is touched.
async function takeBack(unit: Unit, open: OpenDocument, { entries, owners }: Mark): Promise<void> {
  for (const { update } of unit.entries.splice(entries)) {
    open.seq -= 1
    open.bytes -= update.byteLength
    open.tail.rows -= 1
    open.tail.bytes -= update.byteLength
  }
  for (const { client } of unit.newOwners.splice(owners)) open.owners.delete(client)
  await restoreDocument(unit, open)
}
