import type { Command } from '../../core/commands/command.ts'
import { parseInput } from '../../core/commands/parse-input.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { accessTo } from '../../core/document/access.ts'
import { parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import { hasPending } from '../../core/document/has-pending.ts'
import { CommandId } from '../../core/model/ids.ts'
import type { Instant } from '../../core/model/instant.ts'
import { refuse, type Result } from '../../core/model/result.ts'
import { enqueueCommand } from '../../storage/desk/enqueue-command.ts'
import { StorageError } from '../../storage/storage-error.ts'
import { accessFacts } from './access-facts.ts'
import { appendWritten } from './append-written.ts'
import type { Desk } from './desk.ts'
import { projectDocument } from './project-document.ts'
import { runCommand, type Written } from './run-command.ts'
import { writeRows } from './write-rows.ts'

/**
 * Carries out a command: checked, written into the documents, and on disk with its rows and its place in the outbox, all in
 * one transaction. When this settles with a value, it is safe. Refused: nothing has changed anywhere.
 */
export function execute<I, O>(
  desk: Desk,
  command: Command<I, O, RefusalReason>,
  input: I,
): Promise<Result<O, RefusalReason>> {
  return desk.lane.run(async () => {
    const parsed = parseInput(command, input)
    if (!parsed.ok) return parsed
    const names = namesOf(desk, command, parsed.value)
    if (!(await mayWrite(desk, names))) return refuse('forbidden')
    return carryOut(desk, command, parsed.value, { names, queue: true })
  })
}

/** As `execute`, for the engine itself while it is the authority: no right is asked, nothing goes into the outbox. */
export function executeAsAuthority<I, O>(
  desk: Desk,
  command: Command<I, O, RefusalReason>,
  input: I,
): Promise<Result<O, RefusalReason>> {
  return desk.lane.run(() => carryOut(desk, command, input, { names: namesOf(desk, command, input), queue: false }))
}

function namesOf<I>({ identity }: Desk, command: Command<I, unknown, RefusalReason>, input: I): DocumentName[] {
  return [...new Set(command.documents(input, identity().workspace))]
}

async function mayWrite({ store, identity }: Desk, names: readonly DocumentName[]): Promise<boolean> {
  const { workspace, member } = identity()
  const facts = await accessFacts(store.read, workspace)
  return names.every((name) => {
    const ref = parseDocumentName(name)
    const access = ref?.workspace === workspace ? accessTo(ref, member, facts) : 'none'
    return access === 'write' || access === 'claim'
  })
}

type Way = { readonly names: readonly DocumentName[]; readonly queue: boolean }

async function carryOut<I, O>(
  desk: Desk,
  command: Command<I, O, RefusalReason>,
  input: I,
  { names, queue }: Way,
): Promise<Result<O, RefusalReason>> {
  const documents = names.map((name) => desk.documents.open(name))
  if (documents.some(({ doc }) => hasPending(doc))) return refuse('read-only')
  try {
    const { workspace, member: actor } = desk.identity()
    const deps = { now: desk.now(), newId: desk.newId, actor, workspace }
    const { result, written } = runCommand(command, input, documents, deps)
    if (written.length > 0) await commit(desk, { verb: command.verb, input, at: deps.now, queue }, written)
    return result
  } catch (error) {
    // What is in memory is not what is on disk.
    desk.documents.discard(names)
    if (!(error instanceof StorageError)) throw error
    return refuse(error.reason === 'disk-full' ? 'disk-full' : 'storage-failed')
  } finally {
    desk.documents.trim()
  }
}

type Act = { readonly verb: string; readonly input: unknown; readonly at: Instant; readonly queue: boolean }

async function commit(desk: Desk, { verb, input, at, queue }: Act, written: readonly Written[]): Promise<void> {
  const id = CommandId.parse(desk.newId())
  const changes = written.flatMap(({ document, touched }) => projectDocument(document, touched, desk.horizon()))
  const { changed } = await writeRows(desk, async (rows) => {
    appendWritten(rows.tx, id, written)
    await rows.apply(changes)
    if (queue) enqueueCommand(rows.tx, { id, verb, input, at })
  })
  if (queue) desk.marks.add(id, input)
  desk.changes.publish(changed)
  if (queue) desk.onQueued()
}
