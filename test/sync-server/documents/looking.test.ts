import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { DocumentName } from '../../../src/core/document/document-name.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { MemberId } from '../../../src/core/model/ids.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { createLooking, type Viewer } from '../../../sync-server/documents/looking.ts'
import { lookTogether } from '../../../sync-server/documents/looking-together.ts'
import { eventually } from '../../support/eventually.ts'
import { appointment } from '../../support/rows.ts'
import { postgresBinaries, startPostgres, type PostgresServer } from '../../support/postgres-server.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  CARA,
  fillWorkspace,
  QUARTER,
  share,
  startServer,
} from '../started-server.ts'
import { createCopy, openDevice } from './test-device.ts'

const NAMES: ReadonlyMap<MemberId, string> = new Map([
  [ANNA, 'Anna'],
  [BEN, 'Ben'],
  [CARA, 'Cara'],
])

/** Somebody at a screen; `told`: the last of each document. */
function viewer(member: MemberId): Viewer & { readonly told: Map<DocumentName, string>; times: number } {
  const told = new Map<DocumentName, string>()
  const one = {
    member,
    told,
    times: 0,
    tell: (document: DocumentName, members: readonly MemberId[]) => {
      one.times += 1
      told.set(document, members.map((other) => NAMES.get(other) ?? '?').join(' '))
    },
  }
  return one
}

describe('who looks at the same', () => {
  const settle = () => vi.advanceTimersByTime(1_000)
  beforeAll(() => void vi.useFakeTimers())
  afterAll(() => void vi.useRealTimers())

  test('is told of each other, and of nobody who looks elsewhere, and never of themselves', () => {
    const looking = createLooking()
    const [anna, ben, cara] = [viewer(ANNA), viewer(BEN), viewer(CARA)]
    looking.look(anna, [QUARTER])
    looking.look(ben, [QUARTER, CALENDAR_DOCUMENT])
    looking.look(cara, [CALENDAR_DOCUMENT])
    settle()
    expect([...anna.told]).toEqual([[QUARTER, 'Ben']])
    expect(Object.fromEntries(ben.told)).toEqual({ [QUARTER]: 'Anna', [CALENDAR_DOCUMENT]: 'Cara' })
    looking.look(ben, [])
    looking.leave(cara)
    settle()
    expect([...anna.told, ...cara.told]).toEqual([
      [QUARTER, ''],
      [CALENDAR_DOCUMENT, 'Ben'],
    ])
  })

  test('two screens of one person are one person, and not one for themselves', () => {
    const looking = createLooking()
    const [first, second, ben] = [viewer(ANNA), viewer(ANNA), viewer(BEN)]
    for (const one of [first, second, ben]) looking.look(one, [QUARTER])
    settle()
    expect([first, second, ben].map(({ told }) => told.get(QUARTER))).toEqual(['Ben', 'Ben', 'Anna'])
    looking.leave(first)
    settle()
    expect(ben.told.get(QUARTER)).toBe('Anna')
    expect(ben.times).toBe(1)
  })

  test('whoever turns pages quickly is one piece of news', () => {
    const looking = createLooking()
    const [anna, ben] = [viewer(ANNA), viewer(BEN)]
    looking.look(anna, [QUARTER])
    for (let n = 0; n < 1_000; n++) looking.look(ben, n % 2 === 0 ? [] : [QUARTER])
    settle()
    expect([anna.times, anna.told.get(QUARTER)]).toEqual([1, 'Ben'])
  })

  test('those elsewhere count too, until their process is gone', () => {
    const heard: string[] = []
    const looking = createLooking((seen) =>
      heard.push(...seen.map(([, members]) => members.map((one) => NAMES.get(one)).join())),
    )
    const anna = viewer(ANNA)
    looking.look(anna, [QUARTER])
    looking.elsewhere('other', QUARTER, [BEN, ANNA])
    settle()
    expect(anna.told.get(QUARTER)).toBe('Ben')
    looking.forget('other')
    settle()
    expect(anna.told.get(QUARTER)).toBe('')
    looking.leave(anna)
    settle()
    // What others are told is of those connected here alone.
    expect(heard).toEqual(['Anna', ''])
  })
})

describe('over the wire', () => {
  const update = () => createCopy().write((doc) => writeAppointment(doc, appointment(1)))

  test('a device is told who else looks at what it looks at, as who they signed in', async () => {
    await using server = await startServer()
    await fillWorkspace(server, [[CALENDAR, BEN, 'read']])
    await using anna = await openDevice(server, ANNA)
    await using ben = await openDevice(server, BEN)
    await Promise.all([anna.hello(), ben.hello()])
    await anna.command([{ document: QUARTER, update: update() }])
    anna.send({ kind: 'look', documents: [QUARTER] })
    ben.send({ kind: 'look', documents: [QUARTER] })
    expect(await anna.nth('looking')).toEqual({ kind: 'looking', document: QUARTER, members: [BEN] })
    expect(await ben.nth('looking')).toEqual({ kind: 'looking', document: QUARTER, members: [ANNA] })
  })

  test('Y6 who may not read a document is told of nobody there, and nobody of them; nor any more once it is withdrawn', async () => {
    await using server = await startServer()
    await fillWorkspace(server, [[CALENDAR, BEN, 'read']])
    await using anna = await openDevice(server, ANNA)
    await using ben = await openDevice(server, BEN)
    await using cara = await openDevice(server, CARA)
    await Promise.all([anna.hello(), ben.hello(), cara.hello()])
    await anna.command([{ document: QUARTER, update: update() }])
    for (const device of [cara, anna, ben]) device.send({ kind: 'look', documents: [QUARTER, 'kitchen'] })
    expect((await anna.nth('looking')).members).toEqual([BEN])
    await share(server, BEN)
    expect((await anna.nth('looking', 2)).members).toEqual([])
    expect(cara.messages.filter(({ kind }) => kind === 'looking')).toEqual([])
    // The right comes back, and the screen is still where it was.
    await share(server, BEN, 'read')
    expect((await anna.nth('looking', 3)).members).toEqual([BEN])
  })
})

describe.skipIf(postgresBinaries === undefined)('across processes', () => {
  let postgres: PostgresServer
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 120_000)
  afterAll(() => postgres[Symbol.asyncDispose]())

  const logger = pino({ level: 'silent' })
  const process = async (databaseUrl: string) => {
    const store: PostgresStore = await openPostgres({ url: databaseUrl, migrations: [] })
    const looking = await lookTogether({ store, databaseUrl, logger, beatMs: 100 })
    return { looking, store }
  }

  test('who looks is known everywhere, also to a process that starts later, and forgotten when theirs ends', async () => {
    const databaseUrl = await postgres.freshDatabase()
    const [one, two] = [await process(databaseUrl), await process(databaseUrl)]
    const [anna, ben, cara] = [viewer(ANNA), viewer(BEN), viewer(CARA)]
    one.looking.look(anna, [QUARTER])
    two.looking.look(ben, [QUARTER])
    await eventually(() => anna.told.get(QUARTER) === 'Ben' && ben.told.get(QUARTER) === 'Anna')
    const three = await process(databaseUrl)
    three.looking.look(cara, [QUARTER])
    await eventually(() => cara.told.get(QUARTER) === 'Anna Ben' && anna.told.get(QUARTER) === 'Ben Cara')
    await two.looking[Symbol.asyncDispose]()
    await eventually(() => anna.told.get(QUARTER) === 'Cara' && cara.told.get(QUARTER) === 'Anna')
    expect(anna.told.size).toBe(1)
    for (const { looking } of [one, three]) await looking[Symbol.asyncDispose]()
    for (const { store } of [one, two, three]) await store.close()
  }, 120_000)

  test('a process that falls silent is forgotten', async () => {
    const databaseUrl = await postgres.freshDatabase()
    const one = await process(databaseUrl)
    const two = await process(databaseUrl)
    const [anna, ben] = [viewer(ANNA), viewer(BEN)]
    one.looking.look(anna, [QUARTER])
    two.looking.look(ben, [QUARTER])
    await eventually(() => anna.told.get(QUARTER) === 'Ben')
    // It can say nothing any more, not even goodbye.
    await two.store.close()
    await eventually(() => anna.told.get(QUARTER) === '')
    expect(anna.times).toBe(2)
    for (const { looking } of [one, two]) await looking[Symbol.asyncDispose]()
    await one.store.close()
  }, 120_000)
})
