import { index, integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import { sqliteKit } from '../sqlite-kit.ts'

// What only a desk has: its own log of every document it holds, and the commands on their way to the server.

const { bytes, flag, json, text, whole } = sqliteKit

export const localDocument = sqliteTable('local_document', {
  name: text('name').$type<DocumentName>().primaryKey(),
  epoch: whole('epoch').notNull().default(0),
  /** The newest sequence of the server's log that is here. */
  seq: whole('seq').notNull().default(0),
  /** The Yjs client id this device writes with; absent until it first writes in this epoch. */
  clientId: whole('client_id'),
  writable: flag('writable').notNull(),
  /** The server knows it. False: made here, never sent. */
  known: flag('known').notNull(),
})

export const localUpdate = sqliteTable(
  'local_update',
  {
    document: text('document').$type<DocumentName>().notNull(),
    /** The order in which they came here; ascending, with gaps. */
    n: integer('n').notNull(),
    /** The server's sequence; null while it is this device's own and not acknowledged. */
    seq: whole('seq'),
    command: text('command').$type<CommandId>(),
    data: bytes('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.document, t.n] }), index('local_update_by_command').on(t.command)],
)

export const localSnapshot = sqliteTable('local_snapshot', {
  document: text('document').$type<DocumentName>().primaryKey(),
  /** Holds exactly the acknowledged rows with n up to here; they are deleted. */
  uptoN: integer('upto_n').notNull(),
  data: bytes('data').notNull(),
})

export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').$type<CommandId>().primaryKey(),
    /** The order in which they were made and are sent. */
    position: integer('position').notNull(),
    verb: text('verb').notNull(),
    input: json('input').notNull(),
    state: text('state').$type<'waiting' | 'refused'>().notNull(),
    reason: text('reason'),
    at: whole('at').notNull(),
    /** The server had taken it once, and was restored to what it was before. */
    again: flag('again').notNull().default(false),
  },
  (t) => [index('outbox_by_position').on(t.state, t.position)],
)

export const outboxPart = sqliteTable(
  'outbox_part',
  {
    command: text('command').$type<CommandId>().notNull(),
    document: text('document').$type<DocumentName>().notNull(),
    data: bytes('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.command, t.document] }), index('outbox_part_by_document').on(t.document)],
)

/** Commands that the server has taken, for a while: a server that is restored from a backup knows nothing of the latest. */
export const keptCommand = sqliteTable(
  'kept_command',
  {
    id: text('id').$type<CommandId>().primaryKey(),
    position: integer('position').notNull(),
    verb: text('verb').notNull(),
    input: json('input').notNull(),
    at: whole('at').notNull(),
    /** How long this desk had run when it was taken, in milliseconds. */
    keptAt: whole('kept_at').notNull(),
  },
  (t) => [index('kept_command_by_position').on(t.position), index('kept_command_by_age').on(t.keptAt)],
)

export const keptPart = sqliteTable(
  'kept_part',
  {
    command: text('command').$type<CommandId>().notNull(),
    document: text('document').$type<DocumentName>().notNull(),
    epoch: whole('epoch').notNull(),
    seq: whole('seq').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.command, t.document] }),
    index('kept_part_by_document').on(t.document, t.epoch, t.seq),
  ],
)

/** Documents as they were before the server was restored, until what this desk had done in them is done again. */
export const leftDocument = sqliteTable('left_document', {
  name: text('name').$type<DocumentName>().primaryKey(),
  data: bytes('data').notNull(),
})

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
