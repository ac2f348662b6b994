import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { CLOSE, PROTOCOL_VERSION } from '../../../src/core/contract/sync-protocol.ts'
import { accessFactsOf } from '../../../src/core/document/access-facts.ts'
import { accessTo, type Access } from '../../../src/core/document/access.ts'
import { documentName, parseDocumentName, type DocumentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { Role } from '../../../src/core/model/member.ts'
import { directoryStateOf } from '../../../src/storage/queries/directory-state-of.ts'
import { freshPglite } from '../../support/pglite.ts'
import { memberRow, workspaceRow } from '../../support/rows.ts'
import { id, startServer, tokenFor, workspace, type StartedServer } from '../started-server.ts'
import { countQueries } from '../safety/count-queries.ts'
import { createCopy, openDevice } from './test-device.ts'

// Every document that a workspace may have, against everybody who may stand in it, at both protocols: what the one table of access
// says is what the server does.

const PEOPLE = {
  owner: 'owner',
  admin: 'admin',
  'manager of the team': 'manager',
  'manager of nothing': 'manager',
  staff: 'staff',
  'staff with free-busy': 'staff',
  'staff with read': 'staff',
  'staff with write': 'staff',
  'staff with admin': 'staff',
  'in a team with read': 'staff',
  'in a team with free-busy, shared write': 'staff',
  'owner of the calendar': 'staff',
  'one who has left': 'admin',
} as const satisfies Record<string, Role>
type Person = keyof typeof PEOPLE
const NAMES = Object.keys(PEOPLE)
const memberOf = (name: Person) => id(ids.MemberId, NAMES.indexOf(name) + 1)

const CALENDAR = id(ids.CalendarId, 1)
const [FRONT, READERS, VEILED] = [id(ids.TeamId, 1), id(ids.TeamId, 2), id(ids.TeamId, 3)]

const DOCUMENTS: readonly DocumentName[] = [
  documentName({ kind: 'directory', workspace }),
  documentName({ kind: 'team', workspace, team: FRONT }),
  documentName({ kind: 'team', workspace, team: READERS }),
  documentName({ kind: 'member', workspace, member: memberOf('staff') }),
  documentName({ kind: 'private', workspace, member: memberOf('staff') }),
  documentName({ kind: 'contacts', workspace, shard: '0f' }),
  documentName({ kind: 'orders', workspace, month: '2026-11' }),
  documentName({ kind: 'calendar', workspace, calendar: CALENDAR }),
  documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: 'series' }),
  documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: '2026-q4' }),
  documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: '2026-11' }),
  documentName({ kind: 'busy', workspace, calendar: CALENDAR, part: '2026-q4' }),
  documentName({ kind: 'verdicts', workspace, calendar: CALENDAR }),
]

/** Names behind which nobody may find anything; the first two are of documents that there are, somewhere. */
const FOREIGN = id(ids.WorkspaceId, 2)
const CLOSED = {
  'of another workspace': documentName({ kind: 'directory', workspace: FOREIGN }),
  'forbidden here': documentName({ kind: 'private', workspace, member: memberOf('admin') }),
  'unknown here': documentName({ kind: 'private', workspace, member: id(ids.MemberId, 999) }),
  'an unknown calendar’s': documentName({
    kind: 'entries',
    workspace,
    calendar: id(ids.CalendarId, 9),
    part: 'series',
  }),
  'of an unknown workspace': documentName({ kind: 'directory', workspace: id(ids.WorkspaceId, 9) }),
  'no name at all': 'nonsense',
  'a name in capitals': `${workspace}/DIRECTORY`,
  'a name with a slash too many': `${workspace}/directory/`,
  'a quarter that there is not': `${workspace}/calendar/${CALENDAR}/2026-q5`,
  'a way upwards': `${workspace}/../${FOREIGN}/directory`,
  'the name of a property': '__proto__',
}

let server: StartedServer
beforeAll(async () => {
  server = await startServer()
  await server.deps.serverTransaction(async (scope) => {
    await scope.putDirectory(FOREIGN, { workspace: workspaceRow({ id: FOREIGN }) })
    await scope.putDirectory(workspace, {
      workspace: workspaceRow(),
      members: Object.entries(PEOPLE).map(([name, role], at) =>
        memberRow(at + 1, { role, ended: name === 'one who has left' }),
      ),
      teams: [
        { id: FRONT, name: 'Front desk', manager: memberOf('manager of the team'), members: [] },
        { id: READERS, name: 'Readers', members: [memberOf('in a team with read'), memberOf('one who has left')] },
        { id: VEILED, name: 'Veiled', members: [memberOf('in a team with free-busy, shared write')] },
      ],
      owners: [{ calendar: CALENDAR, owner: memberOf('owner of the calendar') }],
      shares: [
        { calendar: CALENDAR, member: memberOf('staff with free-busy'), permission: 'free-busy' },
        { calendar: CALENDAR, member: memberOf('staff with read'), permission: 'read' },
        { calendar: CALENDAR, member: memberOf('staff with write'), permission: 'write' },
        { calendar: CALENDAR, member: memberOf('staff with admin'), permission: 'admin' },
        { calendar: CALENDAR, member: memberOf('in a team with free-busy, shared write'), permission: 'write' },
        { calendar: CALENDAR, member: memberOf('one who has left'), permission: 'admin' },
      ],
      teamShares: [
        { calendar: CALENDAR, team: READERS, permission: 'read' },
        { calendar: CALENDAR, team: VEILED, permission: 'free-busy' },
      ],
    })
    const born = [...DOCUMENTS.slice(1), CLOSED['forbidden here']].flatMap((name) =>
      parseDocumentName(name) ? name : [],
    )
    for (const name of born) {
      const ref = parseDocumentName(name)
      if (ref) await scope.write(documentName(ref), (doc) => void doc.getMap('meta').set('schema', 1))
    }
  })
})
afterAll(() => server.close())

let devices = 0
const openFor = (name: Person) => openDevice(server, memberOf(name), { device: id(ids.DeviceId, (devices += 1)) })

async function tableFor(name: Person): Promise<Record<string, Access>> {
  const facts = accessFactsOf(await directoryStateOf(server.deps.store.read, workspace))
  return Object.fromEntries(
    DOCUMENTS.map((document) => {
      const ref = parseDocumentName(document)
      return [document, ref ? accessTo(ref, memberOf(name), facts) : 'none']
    }),
  )
}

const anUpdate = () => createCopy().write((doc) => void doc.getMap('meta').set('schema', 1))

/** What a stock client is: turned away, or served. */
async function knockAt(
  path: string,
  name: Person,
): Promise<{ code: number; reason: string; frames: number } | 'served'> {
  const token = `token.${tokenFor(server, memberOf(name), id(ids.DeviceId, (devices += 1)))}`
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${encodeURI(path)}`, [token])
  let frames = 0
  const served = Promise.withResolvers<'served'>()
  socket.on('message', () => {
    frames += 1
    served.resolve('served')
  })
  socket.on('open', () => {
    // SyncStep1 of somebody who has nothing.
    const vector = Y.encodeStateVector(new Y.Doc())
    socket.send(Uint8Array.of(0, 0, vector.length, ...vector))
  })
  const closed = once(socket, 'close').then(([code, reason]: unknown[]) => ({
    code: Number(code),
    reason: String(reason),
    frames,
  }))
  const answer = await Promise.race([closed, served.promise])
  socket.terminate()
  return answer
}

const LEAVER = 'one who has left'
const STAYING = NAMES.filter((name): name is Person => name in PEOPLE && name !== LEAVER)

test('one who has left is turned away at both doors, whatever they were and were given', async () => {
  expect(new Set(Object.values(await tableFor(LEAVER)))).toEqual(new Set(['none']))
  await using device = await openFor(LEAVER)
  device.send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: {}, visible: [] })
  expect(await device.closed()).toEqual({ code: CLOSE.forbidden, reason: 'not a member' })
  for (const document of DOCUMENTS)
    expect(await knockAt(document, LEAVER)).toEqual({ code: CLOSE.forbidden, reason: 'forbidden', frames: 0 })
})

describe.each(STAYING)('%s', (name) => {
  test('is shown by the device protocol what may be read, told what may be written, and refused all else', async () => {
    const table = await tableFor(name)
    await using device = await openFor(name)
    const { documents } = await device.hello()
    const shown = DOCUMENTS.flatMap((document) => {
      const grant = documents[document]
      return grant ? [[document, grant.writable ? 'write' : 'read']] : []
    })
    const readable = Object.entries(table).filter(([, access]) => access !== 'none')
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(readable))
    for (const document of DOCUMENTS) {
      const answer = await device.command([{ document, update: anUpdate() }])
      const isForbidden = answer.kind === 'refused' && answer.reason === 'forbidden'
      expect([document, isForbidden]).toEqual([document, table[document] !== 'write'])
    }
    const sent = device.frames.map((frame) => Buffer.from(frame).toString('latin1')).join('')
    const hidden = DOCUMENTS.filter((document) => table[document] === 'none')
    // An answer says which command was refused, not which document.
    for (const document of hidden) expect(sent).not.toContain(document)
  })

  test('is served at a stock client’s door what may be read, and turned away from all else', async () => {
    const table = await tableFor(name)
    for (const document of DOCUMENTS) {
      const answer = await knockAt(document, name)
      const turnedAway = { code: CLOSE.forbidden, reason: 'forbidden', frames: 0 }
      expect([document, answer]).toEqual([document, table[document] === 'none' ? turnedAway : 'served'])
    }
  })
})

test('a foreign, an unknown, a malformed and a forbidden name look the same at both doors', async () => {
  const turnedAway = { code: CLOSE.forbidden, reason: 'forbidden', frames: 0 }
  for (const [what, name] of Object.entries(CLOSED))
    expect([what, await knockAt(name, 'staff')]).toEqual([what, turnedAway])
  await using device = await openFor('staff')
  await device.hello()
  for (const [what, document] of Object.entries(CLOSED)) {
    const { kind, ...answer } = await device.command([{ document, update: anUpdate() }])
    expect([what, kind, { ...answer, id: '' }]).toEqual([
      what,
      'refused',
      { id: '', reason: 'forbidden', retry: false },
    ])
  }
})

test('for a name behind which nobody may find anything nothing is loaded: as much is asked of the database whether it is there or not', async () => {
  const noted: string[] = []
  await using store = await freshPglite()
  await using counted = await startServer({ store: countQueries(store, noted) })
  await counted.deps.serverTransaction(async (scope) => {
    await scope.putDirectory(workspace, { workspace: workspaceRow(), members: [memberRow(1), memberRow(2)] })
    await scope.write(privateOf(2), (doc) => void doc.getMap('meta').set('schema', 1))
  })
  await using device = await openDevice(counted, id(ids.MemberId, 1), { device: id(ids.DeviceId, 500) })
  await device.hello()
  const askedFor = async (document: DocumentName): Promise<number> => {
    const counts: number[] = []
    for (let n = 0; n < 8; n++) {
      const before = noted.length
      await device.command([{ document, update: anUpdate() }])
      counts.push(noted.length - before)
    }
    // Beside it the server looks after itself now and then.
    return Math.min(...counts)
  }
  const there = await askedFor(privateOf(2))
  expect(there).toBeGreaterThan(0)
  expect(await askedFor(privateOf(999))).toBe(there)
})

function privateOf(n: number): DocumentName {
  return documentName({ kind: 'private', workspace, member: id(ids.MemberId, n) })
}
