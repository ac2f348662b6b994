import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { AppointmentStatus } from '../../src/core/model/appointment.ts'
import type { Buffers } from '../../src/core/model/event-type.ts'
import type {
  AppointmentId,
  BookingId,
  BookingLinkId,
  DeviceId,
  EventTypeId,
  HoldId,
  MemberId,
  WorkspaceId,
} from '../../src/core/model/ids.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { Slug } from '../../src/core/model/workspace.ts'
import { postgresKit } from '../../src/storage/postgres-kit.ts'

// The server's own tables. Moments are epoch milliseconds; the read model beside them is src/storage/schema.ts.

const { bytes, json, text, whole } = postgresKit

/** A shared document. `head` is the sequence of its newest entry; it is taken and raised under this row's lock. */
export const doc = pgTable(
  'doc',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    name: text('name').$type<DocumentName>().notNull().unique(),
    head: whole('head').notNull().default(0),
    /** Raised when a backup is restored: sequences of another epoch mean nothing. */
    epoch: whole('epoch').notNull().default(0),
    bytes: whole('bytes').notNull().default(0),
    deletedAt: whole('deleted_at'),
  },
  (t) => [
    index('doc_by_workspace').on(t.workspace),
    // All documents of one calendar begin alike, whatever the database's own order of texts is.
    index('doc_by_beginning').on(t.name.op('text_pattern_ops')),
  ],
)

/** The epochs of a document after its first: each began when the log was `from_seq` long, and knows nothing of what was behind it. */
export const docEpoch = pgTable(
  'doc_epoch',
  {
    doc: whole('doc')
      .notNull()
      .references(() => doc.id, { onDelete: 'cascade' }),
    epoch: whole('epoch').notNull(),
    fromSeq: whole('from_seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.doc, t.epoch] })],
)

/** The log. `command` is the device's id of it, for entries that came from one. */
export const docUpdate = pgTable(
  'doc_update',
  {
    doc: whole('doc')
      .notNull()
      .references(() => doc.id, { onDelete: 'cascade' }),
    seq: whole('seq').notNull(),
    actor: text('actor').notNull(),
    device: text('device'),
    command: text('command'),
    data: bytes('data').notNull(),
    at: whole('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.doc, t.seq] }), unique('doc_update_once').on(t.doc, t.command)],
)

export const docSnapshot = pgTable(
  'doc_snapshot',
  {
    doc: whole('doc')
      .notNull()
      .references(() => doc.id, { onDelete: 'cascade' }),
    upto: whole('upto').notNull(),
    data: bytes('data').notNull(),
    vector: bytes('vector').notNull(),
  },
  (t) => [primaryKey({ columns: [t.doc, t.upto] })],
)

/** Whose a Yjs client id is, for good: a peer who squats another's would make the server ignore that one's edits. */
export const clientOwner = pgTable(
  'client_owner',
  {
    doc: whole('doc')
      .notNull()
      .references(() => doc.id, { onDelete: 'cascade' }),
    client: whole('client').notNull(),
    device: text('device').notNull(),
    /** In which it began to write. */
    epoch: whole('epoch').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.doc, t.client] })],
)

export const accountMember = pgTable(
  'account_member',
  {
    account: text('account').notNull(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    member: text('member').$type<MemberId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.workspace] }), unique('account_member_once').on(t.workspace, t.member)],
)

/** The devices of people. `session` is the SHA-256 of the session that one signed in with: it is known again once that has ended. */
export const device = pgTable(
  'device',
  {
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    member: text('member').$type<MemberId>().notNull(),
    /** Chosen by the device: of two members it may be the same. */
    id: text('id').$type<DeviceId>().notNull(),
    name: text('name').notNull(),
    session: text('session').notNull(),
    createdAt: whole('created_at').notNull(),
    seenAt: whole('seen_at').notNull(),
    /** What it holds is wiped when it next asks for anything. */
    revokedAt: whole('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspace, t.member, t.id] }),
    index('device_by_session').on(t.session),
    index('device_revoked')
      .on(t.revokedAt)
      .where(sql`${t.revokedAt} is not null`),
  ],
)

/**
 * Whose a public address is: the first link's that asked for it, until that one lets go. The rows of links cannot say it: ids
 * and documents of any age are whoever's who writes them.
 */
export const address = pgTable('address', {
  slug: text('slug').primaryKey(),
  document: text('document').$type<DocumentName>().notNull(),
  link: text('link').$type<BookingLinkId>().notNull(),
})

/** Whose a page `/{slug}/` is: the first that asked for it, a workspace, or a member of one. */
export const organizerAddress = pgTable(
  'organizer_address',
  {
    slug: text('slug').$type<Slug>().primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    /** Absent: the workspace itself. */
    member: text('member').$type<MemberId>(),
  },
  (t) => [index('organizer_address_by_workspace').on(t.workspace)],
)

export const serverSetting = pgTable('server_setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

/**
 * A host's time taken, buffers included, half-open. C1: booking, hold and pending never overlap on a host (claim_exclusive,
 * an exclusion constraint that stands in a hand-written migration); busy may overlap its like.
 */
export const claim = pgTable(
  'claim',
  {
    id: text('id').primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    host: text('host').$type<MemberId>().notNull(),
    starts: whole('starts').notNull(),
    ends: whole('ends').notNull(),
    kind: text('kind').$type<'booking' | 'hold' | 'pending' | 'busy'>().notNull(),
    booking: text('booking').$type<BookingId>(),
    /** Of an invitee who fills in the form (C3). */
    hold: text('hold').$type<HoldId>(),
    appointment: text('appointment').$type<AppointmentId>(),
    /** Of which the time includes `before` and `after`; absent: none are known apart from the time (S7). */
    buffers: json('buffers').$type<Buffers>(),
    expiresAt: whole('expires_at'),
    createdAt: whole('created_at').notNull(),
  },
  (t) => [
    index('claim_by_host').on(t.workspace, t.host, t.starts),
    index('claim_by_booking').on(t.booking),
    index('claim_by_hold')
      .on(t.hold)
      .where(sql`${t.hold} is not null`),
    // An empty range overlaps nothing: it would slip past the exclusion constraint.
    check('claim_takes_time', sql`${t.starts} < ${t.ends}`),
    check('claim_kind', sql`${t.kind} in ('booking', 'hold', 'pending', 'busy')`),
  ],
)

/** C3: a time that an invitee has chosen and not booked yet. Its claims are what keeps others away. */
export const hold = pgTable(
  'hold',
  {
    id: text('id').$type<HoldId>().primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    link: text('link').$type<BookingLinkId>().notNull(),
    eventType: text('event_type').$type<EventTypeId>().notNull(),
    starts: whole('starts').notNull(),
    ends: whole('ends').notNull(),
    hosts: json('hosts').$type<readonly MemberId[]>().notNull(),
    /** Of the client, as requests are counted. */
    address: text('address').notNull(),
    createdAt: whole('created_at').notNull(),
    expiresAt: whole('expires_at').notNull(),
    /** Nothing renews it beyond. */
    latestAt: whole('latest_at').notNull(),
  },
  (t) => [
    index('hold_by_address').on(t.address),
    index('hold_by_type').on(t.workspace, t.eventType, t.starts),
    index('hold_by_end').on(t.latestAt),
  ],
)

export const audit = pgTable(
  'audit',
  {
    id: text('id').primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    actorKind: text('actor_kind').$type<'member' | 'invitee' | 'attendee' | 'system' | 'integration'>().notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    old: json('old'),
    new: json('new'),
    ip: text('ip'),
    agent: text('agent'),
    at: whole('at').notNull(),
  },
  (t) => [index('audit_by_entity').on(t.workspace, t.entity)],
)

/** C4. `status` and `answer` are absent while the first request is still at work. */
export const idempotency = pgTable(
  'idempotency',
  {
    endpoint: text('endpoint').notNull(),
    link: text('link').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status'),
    answer: json('answer'),
    expiresAt: whole('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.endpoint, t.link, t.key] }), index('idempotency_by_expiry').on(t.expiresAt)],
)

export const booking = pgTable(
  'booking',
  {
    id: text('id').$type<BookingId>().primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    link: text('link').$type<BookingLinkId>().notNull(),
    eventType: text('event_type').$type<EventTypeId>().notNull(),
    appointment: text('appointment').$type<AppointmentId>().notNull(),
    document: text('document').$type<DocumentName>().notNull(),
    host: text('host').$type<MemberId>().notNull(),
    /** Everybody whose time it takes, `host` first; absent: `host` alone is known. */
    hosts: json('hosts').$type<readonly MemberId[]>(),
    /** The hosts of its type at the time: who comes later owes nothing for it (S11); absent: not known. */
    among: json('among').$type<readonly MemberId[]>(),
    starts: whole('starts').notNull(),
    ends: whole('ends').notNull(),
    zone: text('zone').$type<ZoneName>().notNull(),
    email: text('email').notNull(),
    /** Part of the manage token (C14): raising it ends every token given out before. */
    generation: integer('generation').notNull().default(0),
    /** RFC 5546: of what people were last told of it. Desks number their entries too, and two of them alike. */
    sequence: integer('sequence').notNull().default(0),
    status: text('status').$type<AppointmentStatus>().notNull(),
    /** Until when a host's proposal of another time holds that time (C10); absent: nothing is proposed. */
    proposalUntil: whole('proposal_until'),
    createdAt: whole('created_at').notNull(),
  },
  (t) => [
    index('booking_proposed')
      .on(t.proposalUntil)
      .where(sql`${t.proposalUntil} is not null`),
    index('booking_by_host').on(t.workspace, t.host, t.starts),
    index('booking_by_type').on(t.workspace, t.eventType, t.starts),
    index('booking_by_appointment').on(t.appointment),
    index('booking_by_link').on(t.workspace, t.link),
  ],
)

export const outboxMessage = pgTable(
  'outbox_message',
  {
    id: text('id').primaryKey(),
    workspace: text('workspace').$type<WorkspaceId>().notNull(),
    kind: text('kind').notNull(),
    /** What it is about (a booking) and whom it is for: the messages of one pair leave in the order in which they were queued. */
    subject: text('subject'),
    recipient: text('recipient'),
    dueAt: whole('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: whole('next_at').notNull(),
    state: text('state').$type<'waiting' | 'sent' | 'dead'>().notNull().default('waiting'),
    payload: json('payload').notNull(),
    messageId: text('message_id').notNull(),
    lastError: text('last_error'),
    createdAt: whole('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('outbox_message_once').on(t.messageId),
    index('outbox_message_due')
      .on(t.nextAt)
      .where(sql`${t.state} = 'waiting'`),
    index('outbox_message_by_subject')
      .on(t.subject, t.recipient)
      .where(sql`${t.state} = 'waiting'`),
    index('outbox_message_dead')
      .on(t.workspace)
      .where(sql`${t.state} = 'dead'`),
  ],
)
