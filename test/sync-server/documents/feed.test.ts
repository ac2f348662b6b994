import { describe, expect, test } from 'vitest'
import { createFeed } from '../../../sync-server/documents/feed.ts'
import type { LogEntry, LogPiece } from '../../../sync-server/documents/log-entry.ts'
import { DIRECTORY, QUARTER } from '../started-server.ts'

const entry = (seq: number): LogEntry => ({ seq, update: Uint8Array.of(seq), command: undefined })

/** A feed on a log in memory, of which one read can be held up. */
function setUp() {
  const log = new Map<string, LogEntry[]>()
  const sent: string[] = []
  const gates: (() => void)[] = []
  const port = { congested: false, held: false }
  const feed = createFeed({
    read: async (document, seq): Promise<LogPiece | undefined> => {
      if (port.held) await new Promise<void>((resolve) => gates.push(resolve))
      const entries = (log.get(document) ?? []).filter((one) => one.seq > seq).slice(0, 2)
      return entries.length > 0 ? { kind: 'entries', epoch: 0, entries } : undefined
    },
    send: (document, piece) => {
      const seqs = piece.kind === 'entries' ? piece.entries.map(({ seq }) => seq) : [`snapshot ${piece.upto}`]
      sent.push(`${document === QUARTER ? 'Q' : 'D'}:${seqs.join(',')}`)
    },
    isCongested: () => port.congested,
    drained: async () => undefined,
  })
  const commit = (document = QUARTER, seq = (log.get(document)?.length ?? 0) + 1) => {
    log.set(document, [...(log.get(document) ?? []), entry(seq)])
    return feed.offer(document, { epoch: 0, head: seq }, [entry(seq)])
  }
  const release = () => {
    port.held = false
    for (const open of gates.splice(0)) open()
  }
  return { feed, sent, port, commit, release, log }
}

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
    const reading = commit()
    const later = commit()
    release()
    await Promise.all([reading, later])
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
    const reading = feed.offer(QUARTER, { epoch: 0, head: 1 }, [])
    feed.leave(QUARTER)
    release()
    await reading
    expect(sent).toEqual([])
  })
})

describe('an acknowledgement takes the place of its entry', () => {
  test('and what follows goes on behind it', async () => {
    const { feed, sent, commit, log } = setUp()
    feed.place(QUARTER, 0)
    log.set(QUARTER, [entry(1)])
    await feed.acknowledge([{ document: QUARTER, epoch: 0, seq: 1 }], () => sent.push('accepted 1'))
    await commit(QUARTER, 2)
    expect(sent).toEqual(['accepted 1', 'Q:2'])
  })

  test('and waits for what stands before it', async () => {
    const { feed, sent, log } = setUp()
    feed.place(QUARTER, 0)
    log.set(QUARTER, [entry(1), entry(2)])
    await feed.acknowledge([{ document: QUARTER, epoch: 0, seq: 2 }], () => sent.push('accepted 2'))
    // Its own entry is among what was read: it knows it again by its command.
    expect(sent).toEqual(['Q:1,2', 'accepted 2'])
  })

  test('of several documents it waits for all of them', async () => {
    const { feed, sent, log } = setUp()
    feed.place(QUARTER, 0)
    feed.place(DIRECTORY, 4)
    log.set(QUARTER, [entry(1), entry(2), entry(3)])
    await feed.acknowledge(
      [
        { document: DIRECTORY, epoch: 0, seq: 4 },
        { document: QUARTER, epoch: 0, seq: 3 },
      ],
      () => sent.push('accepted'),
    )
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
