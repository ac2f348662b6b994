import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import { z } from 'zod'
import { documentName, parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { MemberId } from '../../src/core/model/ids.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { createEar } from './ear.ts'
import { createLooking, type Looking, type Seen } from './looking.ts'

const CHANNEL = 'dayloom_looking'
/** A process that has said nothing for three of them is gone, and nobody connected there looks at anything. */
const BEAT_MS = 5_000
const BEATS_UNTIL_GONE = 3
// PostgreSQL carries 8,000 bytes.
const MOST_CHARACTERS = 7_500

/** `ask`: tell me everything. `bye`: nobody is connected here any more. */
const Word = z.object({
  from: z.string(),
  seen: z.array(z.tuple([z.string(), z.array(MemberId)])).default([]),
  ask: z.literal(true).optional(),
  bye: z.literal(true).optional(),
})
type Word = z.input<typeof Word>

/**
 * Who looks at what across all processes on one PostgreSQL (docs/decisions/0019): each tells the others of changes among those
 * connected to it, outside any transaction, and that it lives. On PGlite there is one process, and nobody to tell.
 */
export async function lookTogether(deps: {
  readonly store: PostgresStore
  readonly databaseUrl: string | undefined
  readonly logger: Logger
  readonly beatMs?: number
}): Promise<Looking & AsyncDisposable> {
  const { store, databaseUrl, logger, beatMs = BEAT_MS } = deps
  if (databaseUrl === undefined) return { ...createLooking(), [Symbol.asyncDispose]: async () => undefined }
  const from = randomUUID()
  const voice = createVoice(from, store, logger)
  const sayAll = (seen: readonly Seen[]): void => {
    for (const part of inParts(seen)) voice.say({ seen: part })
  }
  const looking = createLooking(sayAll)
  const processes = createProcesses(looking)
  const hear = (payload: string): void => {
    const word = readWord(payload)
    if (!word || word.from === from) return
    if (word.ask) sayAll(looking.here())
    // It was here before us, or it was thought to be gone.
    else if (!processes.knows(word.from)) voice.say({ ask: true })
    processes.hear(word)
  }
  const ear = createEar({ databaseUrl, channel: CHANNEL, logger, heard: hear, anew: () => voice.say({ ask: true }) })
  const beat = (): void => {
    processes.beat()
    void ear.listen()
    if (voice.hasFailed()) {
      // Who turned away meanwhile is named by nobody any more.
      voice.say({ bye: true })
      sayAll(looking.here())
    } else voice.say({})
  }
  const timer = setInterval(beat, beatMs).unref()
  await ear.listen()
  return {
    ...looking,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      voice.say({ bye: true })
      await voice.silent()
      await ear.close()
    },
  }
}

/** One word after the other, each in a statement of its own, outside any transaction. */
function createVoice(from: string, { read }: PostgresStore, logger: Logger) {
  let saying: Promise<void> = Promise.resolve()
  let failed = false
  const send = async (payload: string): Promise<void> => {
    try {
      await read.execute(sql`select pg_notify(${CHANNEL}, ${payload})`)
    } catch (error) {
      failed = true
      logger.warn({ err: error }, 'other processes were not told who looks')
    }
  }
  return {
    say: (word: Omit<Word, 'from'>): void => {
      const payload = JSON.stringify({ from, ...word })
      saying = saying.then(() => send(payload))
    },
    /** Whether something was not heard since this was last asked. */
    hasFailed: (): boolean => {
      const had = failed
      failed = false
      return had
    },
    silent: () => saying,
  }
}

/** The other processes, and how many beats ago each was last heard. */
function createProcesses(looking: Looking) {
  const silent = new Map<string, number>()
  const forget = (process: string): void => {
    silent.delete(process)
    looking.forget(process)
  }
  return {
    knows: (process: string): boolean => silent.has(process),
    hear: ({ from, seen, bye }: Heard): void => {
      silent.set(from, 0)
      if (bye) looking.forget(from)
      for (const [document, members] of seen) looking.elsewhere(from, document, members)
    },
    beat: (): void => {
      for (const [process, beats] of silent) {
        if (beats >= BEATS_UNTIL_GONE) forget(process)
        else silent.set(process, beats + 1)
      }
    },
  }
}

type Heard = Omit<z.infer<typeof Word>, 'seen'> & { readonly seen: readonly Seen[] }

function readWord(payload: string): Heard | undefined {
  try {
    const word = Word.safeParse(JSON.parse(payload))
    if (!word.success) return undefined
    return { ...word.data, seen: word.data.seen.flatMap(([name, members]) => seenOf(name, members)) }
  } catch {
    return undefined
  }
}

function seenOf(name: string, members: readonly MemberId[]): [DocumentName, readonly MemberId[]][] {
  const ref = parseDocumentName(name)
  return ref ? [[documentName(ref), members]] : []
}

function inParts(seen: readonly Seen[]): NonNullable<Word['seen']>[] {
  const parts: NonNullable<Word['seen']>[] = []
  let characters = Infinity
  for (const [document, members] of seen) {
    const one: [string, string[]] = [document, [...members].slice(0, 100)]
    characters += JSON.stringify(one).length + 1
    if (characters > MOST_CHARACTERS) {
      parts.push([])
      characters = JSON.stringify(one).length
    }
    parts.at(-1)?.push(one)
  }
  return parts
}
