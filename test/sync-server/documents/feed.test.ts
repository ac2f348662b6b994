import { describe, expect, test } from 'vitest'
import { createFeed } from '../../../sync-server/documents/feed.ts'
import type { LogEntry } from '../../../sync-server/documents/log-entry.ts'
import { CALENDAR_DOCUMENT, DIRECTORY, QUARTER } from '../started-server.ts'

const entry = (seq: number): LogEntry => ({ seq, update: Uint8Array.of(seq), command: undefined })

/** A feed on a log in memory, of which one read can be held up. A turn reads two documents, and two entries of each. */
function setUp() {
  const log = new Map<string, LogEntry[]>()
  const sent: string[] = []
  const turns: string[] = []
  const failures: unknown[] = []
  const gates: (() => void)[] = []
  const port = { congested: false, held: false, broken: false }
  const feed = createFeed({
    read: async (places) => {
      turns.push(places.map(({ document, after }) => `${letter(document)}${after}`).join(' '))
      if (port.held) await new Promise<void>((resolve) => gates.push(resolve))
      if (port.broken) throw new Error('the database is away')
      return places.slice(0, 2).map(({ document, after }) => {
        const entries = (log.get(document) ?? []).filter((one) => one.seq > after).slice(0, 2)
        return { document, pieces: entries.length > 0 ? [{ kind: 'entries', epoch: 0, entries }] : [] }
      })
    },
    send: (document, piece) => {
      const seqs = piece.kind === 'entries' ? piece.entries.map(({ seq }) => seq) : [`snapshot ${piece.upto}`]
      sent.push(`${letter(document)}:${seqs.join(',')}`)
    },
    isCongested: () => port.congested,
    drained: async () => undefined,
    fail: (error) => failures.push(error),
  })
  const commit = async (document = QUARTER, seq = (log.get(document)?.length ?? 0) + 1) => {
    log.set(document, [...(log.get(document) ?? []), entry(seq)])
    feed.offer(document, { epoch: 0, head: seq }, [entry(seq)])
    await settled()
  }
  const release = async () => {
    port.held = false
    for (const open of gates.splice(0)) open()
    await settled()
  }
  return { feed, sent, turns, failures, port, commit, release, log }
}

const letter = (document: string) => (document === QUARTER ? 'Q' : document === DIRECTORY ? 'D' : 'C')
/** Nothing here waits for anything but promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a feed sends every entry once, in sequence', () => {
  test('what continues is sent at once; what is not followed is not sent', async () => {
    const { feed, sent, commit } = setUp()
    await commit()
    feed.place(QUARTER, 1)
    await commit()
    await commit(DIRECTORY)
    expect(sent).toEqual(['Q:2'])
  })

  test('what is missing before it is read from the log', async () => {
    const { feed, sent, commit } = setUp()
    for (let n = 0; n < 4; n++) await commit()
    feed.place(QUARTER, 1)
    await commit()
    expect(sent).toEqual(['Q:2,3', 'Q:4,5'])
  })

  test('while it reads, new entries wait for their turn', async () => {
    const { feed, sent, commit, port, release } = setUp()
    await commit()
    feed.place(QUARTER, 0)
    port.held = true
    await commit()
    await commit()
    await release()
    expect(sent).toEqual(['Q:1,2', 'Q:3'])
  })

  test('to a receiver that is behind nothing is pushed; it is read for it later', async () => {
    const { feed, sent, commit, port } = setUp()
    feed.place(QUARTER, 0)
    port.congested = true
    await commit()
    expect(sent).toEqual(['Q:1'])
  })

  test('what was withdrawn while it was read is not sent', async () => {
    const { feed, sent, commit, port, release } = setUp()
    await commit()
    feed.place(QUARTER, 0)
    port.held = true
    feed.offer(QUARTER, { epoch: 0, head: 1 }, [])
    await settled()
    feed.leave(QUARTER)
    await release()
    expect(sent).toEqual([])
  })
})

describe('what is behind is read together', () => {
  async function threeBehind() {
    const set = setUp()
    for (const document of [DIRECTORY, CALENDAR_DOCUMENT, QUARTER]) {
      set.feed.place(document, 0)
      set.log.set(document, [entry(1), entry(2), entry(3)])
    }
    const offerAll = () => {
      for (const document of [DIRECTORY, CALENDAR_DOCUMENT, QUARTER])
        set.feed.offer(document, { epoch: 0, head: 3 }, [])
    }
    return { ...set, offerAll }
  }

  test('one turn after the other, until nothing is', async () => {
    const { offerAll, turns, sent } = await threeBehind()
    offerAll()
    await settled()
    expect(turns).toEqual(['D0 C0 Q0', 'Q0 D2 C2', 'C2 Q2'])
    expect(sent.toSorted()).toEqual(['C:1,2', 'C:3', 'D:1,2', 'D:3', 'Q:1,2', 'Q:3'])
  })

  test('what is on the screen first, to its end', async () => {
    const { feed, offerAll, sent } = await threeBehind()
    feed.favour([QUARTER])
    offerAll()
    await settled()
    expect(sent.filter((one) => one.startsWith('Q'))).toEqual(['Q:1,2', 'Q:3'])
    expect(sent.slice(0, 1)).toEqual(['Q:1,2'])
    expect(sent.indexOf('Q:3')).toBeLessThan(3)
  })

  test('and says so once it has gone out, whatever comes meanwhile', async () => {
    const { feed, offerAll, sent, commit, log } = await threeBehind()
    offerAll()
    const heads = [DIRECTORY, CALENDAR_DOCUMENT, QUARTER].map((document) => ({ document, seq: 3 }))
    feed.after(heads, () => sent.push('caught up'))
    await commit(QUARTER, 4)
    expect(sent.indexOf('caught up')).toBeGreaterThan(sent.indexOf('C:3'))
    expect(log.get(QUARTER)).toHaveLength(4)
    expect(sent).toContain('caught up')
  })

  test('at once where nothing is behind', () => {
    const { feed, sent } = setUp()
    feed.place(QUARTER, 3)
    feed.offer(QUARTER, { epoch: 0, head: 3 }, [])
    feed.after([{ document: QUARTER, seq: 3 }], () => sent.push('caught up'))
    expect(sent).toEqual(['caught up'])
  })

  test('also where a document that was announced is not in the log', async () => {
    const { feed, sent } = setUp()
    feed.place(QUARTER, 0)
    feed.offer(QUARTER, { epoch: 0, head: 3 }, [])
    feed.after([{ document: QUARTER, seq: 3 }], () => sent.push('caught up'))
    await settled()
    expect(sent).toEqual(['caught up'])
  })

  test('a log that cannot be read is told of, and read again when there is more', async () => {
    const { feed, port, failures, sent, commit } = setUp()
    feed.place(QUARTER, 0)
    port.broken = true
    feed.offer(QUARTER, { epoch: 0, head: 1 }, [])
    await settled()
    expect(failures).toHaveLength(1)
    port.broken = false
    await commit()
    expect(sent).toEqual(['Q:1'])
  })
})

describe('an acknowledgement takes the place of its entry', () => {
  test('and what follows goes on behind it', async () => {
    const { feed, sent, commit, log } = setUp()
    feed.place(QUARTER, 0)
    log.set(QUARTER, [entry(1)])
    feed.acknowledge([{ document: QUARTER, epoch: 0, seq: 1 }], () => sent.push('accepted 1'))
    await commit(QUARTER, 2)
    expect(sent).toEqual(['accepted 1', 'Q:2'])
  })

  test('and waits for what stands before it', async () => {
    const { feed, sent, log } = setUp()
    feed.place(QUARTER, 0)
    log.set(QUARTER, [entry(1), entry(2)])
    feed.acknowledge([{ document: QUARTER, epoch: 0, seq: 2 }], () => sent.push('accepted 2'))
    await settled()
    // Its own entry is among what was read: it knows it again by its command.
    expect(sent).toEqual(['Q:1,2', 'accepted 2'])
  })

  test('of several documents it waits for all of them', async () => {
    const { feed, sent, log } = setUp()
    feed.place(QUARTER, 0)
    feed.place(DIRECTORY, 4)
    log.set(QUARTER, [entry(1), entry(2), entry(3)])
    feed.acknowledge(
      [
        { document: DIRECTORY, epoch: 0, seq: 4 },
        { document: QUARTER, epoch: 0, seq: 3 },
      ],
      () => sent.push('accepted'),
    )
    await settled()
    expect(sent).toEqual(['Q:1,2', 'Q:3', 'accepted'])
  })

  test('after the end nothing is sent', async () => {
    const { feed, sent, commit } = setUp()
    feed.place(QUARTER, 0)
    feed.end()
    await commit()
    expect(sent).toEqual([])
  })
})
