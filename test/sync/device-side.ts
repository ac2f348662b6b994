import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { asc, desc } from 'drizzle-orm'
import type { Command } from '../../src/core/commands/command.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { CommandId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Result } from '../../src/core/model/result.ts'
import type { Desk } from '../../src/engine/desk/desk.ts'
import { execute } from '../../src/engine/desk/execute.ts'
import { deskFile } from '../../src/engine/desk/desk-file.ts'
import { readIdentity, writeIdentity, type Identity } from '../../src/engine/desk/identity.ts'
import { openDesk } from '../../src/engine/desk/open-desk.ts'
import { restoreDesk } from '../../src/engine/desk/restore-desk.ts'
import { converse } from '../../src/engine/sync/converse.ts'
import { createReplica } from '../../src/engine/sync/create-replica.ts'
import { openLine, type Line } from '../../src/engine/sync/line.ts'
import { createOnlookers } from '../../src/engine/sync/onlookers.ts'
import type { Replica } from '../../src/engine/sync/replica.ts'
import { backupDesk } from '../../src/storage/desk/backup-desk.ts'
import { keptCommand, outbox } from '../../src/storage/desk/desk-schema.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import type { DeskStore } from '../../src/storage/store.ts'
import type { Wire } from './wire.ts'

/** One device: the real desk on a database of its own, and the real conversation with the server, without its clock. */
export type DeviceSide = AsyncDisposable & {
  readonly name: string
  /** Restored, it is another device. */
  readonly identity: () => Identity
  /** Its clock shows what the server's does. */
  readonly isPunctual: boolean
  readonly desk: () => Desk
  /** Of what `act` was told is saved: by the id under which it waits. */
  readonly acknowledged: ReadonlyMap<CommandId, string>
  /** Commands that were made again and found that there was nothing left to do. */
  readonly needless: ReadonlySet<CommandId>
  /** What was done in documents that are no longer this device's: nobody's here any more, should the server lose it. */
  readonly forgotten: ReadonlySet<CommandId>
  /** What the conversation threw: the disk's words, or a mistake of ours. */
  readonly failures: readonly unknown[]
  readonly wire: () => Wire | undefined
  connect(wire: Wire): void
  /** Lets go of the line, as after `Wire.cut`. */
  disconnect(): Promise<void>
  act<I, O>(command: Command<I, O, RefusalReason>, input: I): Promise<Result<O, RefusalReason>>
  outboxRows(): { id: CommandId; state: 'waiting' | 'refused'; verb: string; reason: string | null }[]
  restart(): Promise<void>
  backup(): Promise<void>
  isBackedUp(): boolean
  /** To the last backup. What was not sent by then is gone, and nobody wonders. */
  restore(): Promise<void>
}

export type DeviceSideOptions = {
  readonly name: string
  readonly folder: string
  /** An empty, migrated database: making one takes longer than all else here. */
  readonly template: string
  readonly identity: Identity
  readonly isPunctual: boolean
  readonly now: () => Instant
  readonly newId: () => string
  /** Wraps what the conversation works on: a mutant goes here. */
  readonly around?: (replica: Replica, desk: Desk) => Replica
}

type Talk = { readonly wire: Wire; readonly line: Line; readonly over: Promise<unknown> }

export async function openDeviceSide(options: DeviceSideOptions): Promise<DeviceSide> {
  const { name, folder, template, identity, around = (replica) => replica } = options
  const own = join(folder, name)
  const file = deskFile(own)
  mkdirSync(own)
  copyFileSync(template, file)
  let store = await openSqlite({ file })
  await store.tx(async (tx) => writeIdentity(tx, identity))
  let desk = await deskOn(store, options, () => talk?.line.wake())
  let talk: Talk | undefined
  const acknowledged = new Map<CommandId, string>()
  const needless = new Set<CommandId>()
  const forgotten = new Set<CommandId>()
  let backedUp: { readonly to: string; readonly acknowledged: ReadonlyMap<CommandId, string> } | undefined
  const failures: unknown[] = []
  const misplaced = new Set<CommandId>()
  // Nobody looks at a screen here: who looks is told by the clock.
  const nobody = { [Symbol.dispose]: () => undefined }
  const onlookers = { ...createOnlookers(() => identity.workspace), talk: () => nobody }

  const disconnect = async (): Promise<void> => {
    talk?.line.end({ kind: 'closed', code: 1000 })
    await talk?.over
    talk = undefined
  }
  const outboxRows = () => store.read.desk.select().from(outbox).orderBy(asc(outbox.position)).all()
  const waiting = () => outboxRows().map(({ id }) => id)
  const kept = () =>
    store.read.desk
      .select({ id: keptCommand.id })
      .from(keptCommand)
      .all()
      .map(({ id }) => id)
  // What is let go of by the way, apart from what was acknowledged.
  const gone = async (known: () => CommandId[], work: () => Promise<void>, into: Set<CommandId>): Promise<void> => {
    const before = known()
    await work()
    const after = new Set([...waiting(), ...kept()])
    for (const id of before) if (!after.has(id)) into.add(id)
  }
  const watched = (replica: Replica): Replica => ({
    ...replica,
    settle: (anew) => gone(waiting, () => replica.settle(anew), needless),
    meet: (known) => gone(kept, () => replica.meet(known), forgotten),
    withdraw: (documents) => gone(kept, () => replica.withdraw(documents), forgotten),
  })
  const open = async (): Promise<void> => {
    store = await openSqlite({ file })
    desk = await deskOn(store, options, () => talk?.line.wake())
    misplaced.clear()
  }
  const close = async (): Promise<void> => {
    await disconnect()
    await desk.lane.idle()
    await store.close()
  }
  return {
    name,
    identity: () => readIdentity(store.read) ?? identity,
    isPunctual: options.isPunctual,
    desk: () => desk,
    acknowledged,
    needless,
    forgotten,
    failures,
    wire: () => talk?.wire,
    connect: (wire) => {
      const line = openLine(wire.near, { now: () => 0, pingEvery: 1_000_000_000 })
      const replica = watched(around(createReplica(desk), desk))
      const talking = converse({
        line,
        replica,
        onlookers,
        misplaced,
        caughtUp: () => undefined,
        progressed: async () => undefined,
      })
      const over = talking.catch((error: unknown) => void failures.push(error)).finally(() => line[Symbol.dispose]())
      talk = { wire, line, over }
    },
    disconnect,
    act: async (command, input) => {
      const result = await execute(desk, command, input)
      const newest = store.read.desk.select().from(outbox).orderBy(desc(outbox.position)).limit(1).get()
      if (result.ok && newest?.state === 'waiting' && !acknowledged.has(newest.id)) {
        acknowledged.set(newest.id, newest.verb)
      }
      return result
    },
    outboxRows,
    restart: async () => {
      await close()
      await open()
    },
    backup: async () => {
      const to = join(folder, `${name}.backup`)
      rmSync(to, { force: true })
      await backupDesk(file, to)
      backedUp = { to, acknowledged: new Map(acknowledged) }
    },
    isBackedUp: () => backedUp !== undefined,
    restore: async () => {
      if (backedUp === undefined) throw new Error('nothing is backed up')
      await close()
      await restoreDesk({ from: backedUp.to, folder: own, force: true, newId: options.newId })
      acknowledged.clear()
      for (const [id, verb] of backedUp.acknowledged) acknowledged.set(id, verb)
      await open()
    },
    [Symbol.asyncDispose]: async () => {
      await disconnect()
      await store.close()
      rmSync(own, { recursive: true })
      rmSync(join(folder, `${name}.backup`), { force: true })
    },
  }
}

async function deskOn(store: DeskStore, { now, newId }: DeviceSideOptions, onQueued: () => void): Promise<Desk> {
  const beginning = { zone: 'Europe/Berlin', locale: 'en', name: 'Ada' }
  const opened = await openDesk({
    store,
    now,
    newId,
    beginning,
    tzVersion: '2026a',
    leaveNoTrace: () => undefined,
    onQueued,
  })
  return opened.desk
}
