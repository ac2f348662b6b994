import { RPCHandler } from '@orpc/server/fetch'
import * as Y from 'yjs'
import { putDirectory } from '../../src/core/commands/put-directory.ts'
import {
  CLOSE,
  decodeMessage,
  DeviceMessage,
  encodeMessage,
  PROTOCOL_VERSION,
  type ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import { accessFactsOf } from '../../src/core/document/access-facts.ts'
import { accessTo } from '../../src/core/document/access.ts'
import { documentName, parseDocumentName } from '../../src/core/document/document-name.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import { MemberId, type CalendarId, type CommandId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { Connect } from '../../src/engine/connect.ts'
import { newId } from '../../src/engine/new-id.ts'
import { createAccountsDouble } from './accounts-double.ts'
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
  const logs = new Map<string, Log>()
  const lines = new Set<Line>()
  let reachable = true
  let losing = false
  let commands = 0
  let restores = 0

  const accounts = createAccountsDouble(workspace, {
    writeDirectory: (change) => writeDirectory(change),
    regrant: () => regrant(),
    cutOff: (member) => {
      for (const line of lines) if (line.member === member) line.far.close(CLOSE.revoked)
    },
  })
  const access = (document: string, member: MemberId) => {
    const ref = parseDocumentName(document)
    return ref === undefined || ref.workspace !== accounts.home().id
      ? 'none'
      : accessTo(ref, member, accessFactsOf(accounts.state()))
  }
  const isReadable = (document: string, member: MemberId) => ['read', 'write'].includes(access(document, member))
  const grantOf = (document: string, member: MemberId) => {
    const { epoch, from, entries } = logOf(document)
    return { epoch, head: entries.at(-1)?.seq ?? 0, from, writable: access(document, member) === 'write' }
  }

  function logOf(document: string): Log {
    // A document comes to be in the epoch in which its workspace is.
    const directory = documentName({ kind: 'directory', workspace: accounts.home().id })
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

  function writeDirectory(input: Parameters<typeof putDirectory.run>[1]): void {
    const name = documentName({ kind: 'directory', workspace: accounts.home().id })
    const { doc } = logOf(name)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const actor = MemberId.parse(newId())
    let update: Uint8Array | undefined
    copy.on('update', (bytes: Uint8Array) => (update = bytes))
    copy.transact(() =>
      putDirectory.run({ get: () => copy }, input, { now: instant(0), newId, actor, workspace: accounts.home().id }),
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
      if (ref?.kind === 'calendar' && !accounts.owners.has(ref.calendar)) accounts.claim(ref.calendar, line.member)
      const before = logOf(document).entries.find((entry) => entry.command === command.id)
      return { document, epoch: logOf(document).epoch, seq: before?.seq ?? append(document, update, command.id, line) }
    })
    if (!losing) return send(line, { kind: 'accepted', id: command.id, parts })
    losing = false
    line.far.close(1006)
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
    const member = accounts.member(token ?? '')
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

  const handler = new RPCHandler(accounts.router)

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
      accounts.join(member)
      return member
    },
    share: (calendar, member, permission) => accounts.changeDirectory({ shares: [{ calendar, member, permission }] }),
    take: accounts.take,
    cut: () => {
      reachable = false
      for (const line of lines) line.far.close(1006)
    },
    heal: () => void (reachable = true),
    signOutAll: () => {
      accounts.signOutAll()
      for (const line of lines) line.far.close(4401)
    },
    judge: () => undefined,
    loseNextAnswer: () => void (losing = true),
    inject: (document, update) => void append(document, update),
    backUp: () => ({ logs: backupOf(logs), owners: new Map(accounts.owners) }),
    restoreAll: (backup, how) => {
      restores += 1
      accounts.owners.clear()
      for (const [calendar, owner] of backup.owners) accounts.owners.set(calendar, owner)
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
