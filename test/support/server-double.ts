import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import * as Y from 'yjs'
import type { PeopleChange } from '../../src/core/commands/people-change.ts'
import { planPeopleChange } from '../../src/core/commands/plan-people-change.ts'
import { putDirectory } from '../../src/core/commands/put-directory.ts'
import type { Refusal as RefusalData, RefusalReason } from '../../src/core/contract/refusal.ts'
import { serverContract, type DeviceEntry } from '../../src/core/contract/server.ts'
import {
  CLOSE,
  decodeMessage,
  DeviceMessage,
  encodeMessage,
  PROTOCOL_VERSION,
  type ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import { accessFactsOf, type DirectoryState } from '../../src/core/document/access-facts.ts'
import { accessTo } from '../../src/core/document/access.ts'
import type { DirectoryChange } from '../../src/core/document/directory-change.ts'
import { documentName, parseDocumentName } from '../../src/core/document/document-name.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import { MemberId, type CalendarId, type CommandId, type DeviceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Team } from '../../src/core/model/team.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { Connect } from '../../src/engine/connect.ts'
import { newId } from '../../src/engine/new-id.ts'
import { bookingsDouble } from './bookings-double.ts'
import {
  backupOf,
  emptyLog,
  entryOf,
  leavesGap,
  restoredLog,
  type BackupDouble,
  type Entry,
  type Log,
} from './log-double.ts'
import { newMember, newWorkspace } from './people.ts'
import { socketPair, type FarEnd } from './socket-pair.ts'

type Line = { readonly far: FarEnd; readonly member: MemberId; readonly shown: Set<string> }
type Command = Extract<DeviceMessage, { kind: 'command' }>
type Errors = { REFUSED(of: { data: RefusalData }): Error }
type Refusal = Extract<ServerMessage, { kind: 'refused' }>

/** A sync server in memory, without a network: what the protocol says, and faults on demand. */
export type ServerDouble = {
  readonly connect: Connect
  readonly workspace: Workspace
  /** An account in the workspace; password `password`. */
  join(email: string, role?: Member['role']): Member
  share(calendar: CalendarId, member: MemberId, permission: Permission | undefined): void
  /** Somebody else has this public address. */
  take(slug: string): void
  /** No fetch, no socket; those that are open die without a word. */
  cut(): void
  heal(): void
  /** Ends every session: calls are unauthorized, sockets close with 4401. */
  signOutAll(): void
  /** Every command is judged by this first; undefined: as usual. */
  judge: (command: Command) => { reason: Refusal['reason']; retry: boolean } | undefined
  /** Stored, and the socket dies before the answer leaves. */
  loseNextAnswer(): void
  /** Puts an entry into a log as if somebody else had written it; whatever it is. */
  inject(document: string, update: Uint8Array): void
  /** A restored backup: a new epoch, with the first `kept` entries. */
  restore(document: string, kept: number): void
  backUp(): BackupDouble
  /** All documents as they were then: in a new epoch, or as somebody does it who merely puts the old files back. */
  restoreAll(backup: BackupDouble, how: 'new-epoch' | 'in-silence'): void
  log(document: string): readonly Entry[]
  documents(): string[]
  document(name: string): Y.Doc
  /** How many commands have come, repeated ones too. */
  received(): number
}

export function createServerDouble(): ServerDouble {
  const workspace = newWorkspace()
  let home = workspace
  const people = new Map<string, { member: Member; password: string }>()
  const sessions = new Map<string, MemberId>()
  const owners = new Map<CalendarId, MemberId>()
  let teams: readonly Team[] = []
  let shares: DirectoryState['shares'] = []
  let teamShares: DirectoryState['teamShares'] = []
  const devices = new Map<DeviceId, DeviceEntry & { readonly member: MemberId; session: string }>()
  const revoked = new Set<string>()
  const taken = new Set<string>()
  const logs = new Map<string, Log>()
  const lines = new Set<Line>()
  let reachable = true
  let losing = false
  let commands = 0
  let restores = 0

  const state = (): DirectoryState => ({
    members: [...people.values()].map(({ member }) => member),
    teams,
    owners: [...owners].map(([calendar, owner]) => ({ calendar, owner })),
    shares,
    teamShares,
  })
  const access = (document: string, member: MemberId) => {
    const ref = parseDocumentName(document)
    return ref === undefined || ref.workspace !== home.id ? 'none' : accessTo(ref, member, accessFactsOf(state()))
  }
  const isReadable = (document: string, member: MemberId) => ['read', 'write'].includes(access(document, member))
  const grantOf = (document: string, member: MemberId) => {
    const { epoch, from, entries } = logOf(document)
    return { epoch, head: entries.at(-1)?.seq ?? 0, from, writable: access(document, member) === 'write' }
  }

  function logOf(document: string): Log {
    // A document comes to be in the epoch in which its workspace is.
    const directory = documentName({ kind: 'directory', workspace: home.id })
    const found = logs.get(document) ?? emptyLog(logs.get(directory)?.epoch)
    logs.set(document, found)
    return found
  }

  function send(line: Line, message: ServerMessage): void {
    line.far.send(encodeMessage(message))
  }

  function show(line: Line, document: string, from: number): void {
    const { epoch, entries } = logOf(document)
    if (!line.shown.has(document)) {
      line.shown.add(document)
      send(line, { kind: 'granted', documents: { [document]: grantOf(document, line.member) } })
    }
    const news = entries.filter(({ seq }) => seq > from).map(entryOf)
    if (news.length > 0) send(line, { kind: 'entries', document, epoch, entries: news })
  }

  function append(document: string, update: Uint8Array, command?: CommandId, sender?: Line): number {
    const log = logOf(document)
    const seq = (log.entries.at(-1)?.seq ?? 0) + 1
    log.entries.push({ seq, update, command })
    try {
      Y.applyUpdate(log.doc, update)
    } catch {
      // A test injects rubbish: the log holds it, the document does not.
    }
    for (const line of lines) {
      if (line !== sender && isReadable(document, line.member))
        show(line, document, line.shown.has(document) ? seq - 1 : 0)
    }
    if (sender) sender.shown.add(document)
    return seq
  }

  function changeDirectory(change: DirectoryChange): void {
    for (const member of change.members ?? []) people.set(member.email, { member, password: 'password' })
    for (const team of change.teams ?? []) teams = [...teams.filter(({ id }) => id !== team.id), team]
    teams = teams.filter(({ id }) => change.removedTeams?.includes(id) !== true)
    for (const { calendar, owner } of change.owners ?? []) owners.set(calendar, owner)
    for (const { calendar, member, permission } of change.shares ?? []) {
      const others = shares.filter((share) => share.calendar !== calendar || share.member !== member)
      shares = permission === undefined ? others : [...others, { calendar, member, permission }]
    }
    for (const { calendar, team, permission } of change.teamShares ?? []) {
      const others = teamShares.filter((share) => share.calendar !== calendar || share.team !== team)
      teamShares = permission === undefined ? others : [...others, { calendar, team, permission }]
    }
    writeDirectory(change)
    regrant()
  }

  function writeDirectory(input: Parameters<typeof putDirectory.run>[1]): void {
    const name = documentName({ kind: 'directory', workspace: home.id })
    const { doc } = logOf(name)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const actor = MemberId.parse(newId())
    let update: Uint8Array | undefined
    copy.on('update', (bytes: Uint8Array) => (update = bytes))
    copy.transact(() =>
      putDirectory.run({ get: () => copy }, input, { now: instant(0), newId, actor, workspace: home.id }),
    )
    if (update) append(name, update)
  }

  function regrant(): void {
    for (const line of lines) {
      const gone = [...line.shown].filter((document) => !isReadable(document, line.member))
      for (const document of gone) line.shown.delete(document)
      if (gone.length > 0) send(line, { kind: 'withdrawn', documents: gone })
      for (const document of logs.keys()) {
        if (isReadable(document, line.member) && !line.shown.has(document)) show(line, document, 0)
      }
    }
  }

  function greet(line: Line, hello: Extract<DeviceMessage, { kind: 'hello' }>): void {
    const readable = [...logs.keys()].filter((document) => isReadable(document, line.member))
    const documents = Object.fromEntries(readable.map((document) => [document, grantOf(document, line.member)]))
    send(line, { kind: 'welcome', protocol: PROTOCOL_VERSION, credit: 3, documents })
    for (const document of readable) {
      line.shown.add(document)
      const cursor = hello.documents[document]
      show(line, document, cursor?.epoch === logOf(document).epoch ? cursor.seq : 0)
    }
    send(line, { kind: 'caughtUp' })
  }

  function judgeCommand(line: Line, command: Command): void {
    const told = double.judge(command) ?? refusalOf(line, command)
    if (told) return send(line, { kind: 'refused', id: command.id, ...told })
    const parts = command.parts.map(({ document, update }) => {
      const ref = parseDocumentName(document)
      if (ref?.kind === 'calendar' && !owners.has(ref.calendar)) claim(ref.calendar, line.member)
      const before = logOf(document).entries.find((entry) => entry.command === command.id)
      return { document, epoch: logOf(document).epoch, seq: before?.seq ?? append(document, update, command.id, line) }
    })
    if (!losing) return send(line, { kind: 'accepted', id: command.id, parts })
    losing = false
    line.far.close(1006)
  }

  function claim(calendar: CalendarId, owner: MemberId): void {
    owners.set(calendar, owner)
    writeDirectory({ members: [], owners: [{ calendar, owner }], shares: [] })
  }

  function refusalOf(line: Line, { parts }: Command): { reason: Refusal['reason']; retry: boolean } | undefined {
    const claimed = parts.some(({ document }) => access(document, line.member) === 'claim')
    if (!parts.every(({ document }) => access(document, line.member) === 'write' || claimed)) {
      return { reason: 'forbidden', retry: false }
    }
    if (parts.some(({ document, epoch }) => logOf(document).epoch !== epoch)) return { reason: 'epoch', retry: true }
    return parts.some(({ document, update }) => leavesGap(logOf(document), update))
      ? { reason: 'gap', retry: true }
      : undefined
  }

  function hear(line: Line, frame: Uint8Array): void {
    const message = decodeMessage(DeviceMessage, frame)
    switch (message?.kind) {
      case 'hello':
        return greet(line, message)
      case 'command':
        commands += 1
        return judgeCommand(line, message)
      case 'look':
        return undefined
      case 'ping':
        return send(line, { kind: 'pong' })
      case undefined:
        return line.far.close(4400)
    }
  }

  function openSocket(protocols: readonly string[]) {
    const { near, far, open } = socketPair()
    const token = protocols.find((protocol) => protocol.startsWith('token.'))?.slice('token.'.length)
    const member = sessions.get(token ?? '')
    open()
    if (!reachable) far.close(1006)
    else if (member === undefined) setImmediate(() => far.close(4401))
    else {
      const line: Line = { far, member, shown: new Set() }
      lines.add(line)
      far.onFrame = (frame) => hear(line, frame)
      far.onClose = () => lines.delete(line)
    }
    return near
  }

  const handler = new RPCHandler(router())

  function router() {
    const os = implement(serverContract).$context<{ headers: Headers }>()
    const sessionOf = (headers: Headers) => headers.get('authorization')?.slice('Bearer '.length) ?? ''
    const memberOf = (headers: Headers) => sessions.get(sessionOf(headers))
    const refused = (errors: Errors, reason: RefusalReason) => errors.REFUSED({ data: { reason, details: {} } })
    const changePeople = ({ headers }: { headers: Headers }, errors: Errors, change: PeopleChange) => {
      const member = memberOf(headers)
      const planned = member === undefined ? undefined : planPeopleChange(state(), member, change)
      if (planned?.ok !== true) throw refused(errors, planned?.reason ?? 'forbidden')
      changeDirectory(planned.value)
    }
    return os.router({
      accounts: {
        signIn: os.accounts.signIn.handler(({ input, errors }) => {
          const person = people.get(input.email)
          if (person?.password !== input.password)
            throw errors.REFUSED({ data: { reason: 'sign-in-failed', details: {} } })
          return { session: beginOn(input.device, person.member.id), workspace: home, member: person.member }
        }),
        register: os.accounts.register.handler(({ input }) => {
          home = input.workspace
          const member = { ...input.member, email: input.email }
          people.set(input.email, { member, password: input.password })
          changeDirectory({ workspace: home, ...input.beginnings })
          writeDirectory({ members: [member] })
          return { session: beginOn(input.device, member.id), workspace: home, member }
        }),
        syncToken: os.accounts.syncToken.handler(({ context, errors }) => {
          if (revoked.has(sessionOf(context.headers))) throw refused(errors, 'device-revoked')
          const member = memberOf(context.headers)
          if (member === undefined) throw errors.UNAUTHORIZED()
          return { token: begin(member), expiresAt: instant(0) }
        }),
        signOut: os.accounts.signOut.handler(({ context }) => {
          sessions.delete(sessionOf(context.headers))
        }),
        devices: os.accounts.devices.handler(({ context }) => {
          const own = [...devices.values()].filter(({ member }) => member === memberOf(context.headers))
          return own.map(({ id, name, createdAt, seenAt }) => ({ id, name, createdAt, seenAt }))
        }),
        revokeDevice: os.accounts.revokeDevice.handler(({ input, context, errors }) => {
          const entry = devices.get(input.device)
          if (entry === undefined || entry.member !== memberOf(context.headers)) throw refused(errors, 'not-found')
          devices.delete(entry.id)
          revoked.add(entry.session)
          sessions.delete(entry.session)
          for (const line of lines) if (line.member === entry.member) line.far.close(CLOSE.revoked)
        }),
      },
      members: {
        setRole: os.members.setRole.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'set-role', ...input })
        }),
        update: os.members.update.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'edit-member', ...input })
        }),
        end: os.members.end.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'end-member', ...input })
          return []
        }),
      },
      teams: {
        put: os.teams.put.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'put-team', ...input })
        }),
        remove: os.teams.remove.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'remove-team', ...input })
        }),
      },
      addresses: { taken: os.addresses.taken.handler(({ input }) => input.slugs.filter((slug) => taken.has(slug))) },
      calendars: {
        share: os.calendars.share.handler(({ input: share, context, errors }) => {
          changePeople(context, errors, { kind: 'share', share })
        }),
        pass: os.calendars.pass.handler(({ input, context, errors }) => {
          changePeople(context, errors, { kind: 'pass-calendar', ...input })
        }),
      },
      workspace: {
        setHolidays: os.workspace.setHolidays.handler(({ input, context, errors }) => {
          if (memberOf(context.headers) === undefined) throw errors.UNAUTHORIZED()
          home = { ...home, ...input }
          writeDirectory({ workspace: home })
          return home
        }),
      },
      bookings: bookingsDouble(),
    })
  }

  function beginOn({ id, name }: { id: DeviceId; name: string }, member: MemberId): string {
    const session = begin(member)
    devices.set(id, { id, name, member, session, createdAt: instant(0), seenAt: instant(0) })
    return session
  }

  function begin(member: MemberId): string {
    const session = newId()
    sessions.set(session, member)
    return session
  }

  const double: ServerDouble = {
    workspace,
    connect: {
      fetch: async (request) => {
        if (!reachable) throw new TypeError('fetch failed')
        const answer = await handler.handle(request, { prefix: '/api/v1/rpc', context: { headers: request.headers } })
        return answer.matched ? answer.response : new Response('Not found', { status: 404 })
      },
      openSocket: (_, protocols) => openSocket(protocols),
    },
    join: (email, role = 'staff') => {
      const member = newMember(email, role)
      people.set(email, { member, password: 'password' })
      writeDirectory({ workspace: home, members: [member] })
      return member
    },
    share: (calendar, member, permission) => changeDirectory({ shares: [{ calendar, member, permission }] }),
    take: (slug) => void taken.add(slug),
    cut: () => {
      reachable = false
      for (const line of lines) line.far.close(1006)
    },
    heal: () => void (reachable = true),
    signOutAll: () => {
      sessions.clear()
      for (const line of lines) line.far.close(4401)
    },
    judge: () => undefined,
    loseNextAnswer: () => void (losing = true),
    inject: (document, update) => void append(document, update),
    backUp: () => ({ logs: backupOf(logs), owners: new Map(owners) }),
    restoreAll: (backup, how) => {
      restores += 1
      owners.clear()
      for (const [calendar, owner] of backup.owners) owners.set(calendar, owner)
      for (const [name, log] of logs) {
        const then = backup.logs.get(name)
        if (then === undefined) logs.delete(name)
        else logs.set(name, restoredLog(log, then.kept, how === 'new-epoch' ? restores : then.epoch))
      }
    },
    restore: (document, kept) => void logs.set(document, restoredLog(logOf(document), kept)),
    log: (document) => logOf(document).entries,
    documents: () => [...logs.keys()],
    document: (name) => logOf(name).doc,
    received: () => commands,
  }
  return double
}
