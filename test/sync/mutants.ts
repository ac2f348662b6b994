import { eq, ne, sql } from 'drizzle-orm'
import { acknowledge } from '../../src/storage/desk/acknowledge.ts'
import { localDocument } from '../../src/storage/desk/desk-schema.ts'
import type { DeviceSideOptions } from './device-side.ts'

type Mutant = NonNullable<DeviceSideOptions['around']>

/** Mistakes that a sync may make, and that the histories must find. */
export const mutants: Readonly<Record<string, Mutant>> = {
  /** The cursor is moved before the entries are stored, and the line dies in between. */
  'cursor-first': (replica, desk) => {
    let heard = 0
    return {
      ...replica,
      take: async (messages) => {
        const [message] = messages
        heard += 1
        if (heard % 7 !== 0 || message?.kind !== 'entries') return replica.take(messages)
        const seq = message.entries.at(-1)?.seq ?? 0
        await desk.store.tx(async (tx) => {
          const where = eq(localDocument.name, sql`${message.document}`)
          tx.desk.update(localDocument).set({ seq }).where(where).run()
        })
        throw new Error('the line died')
      },
    }
  },
  /** What is sent counts as stored. */
  'sent-is-stored': (replica, desk) => ({
    ...replica,
    waiting: async (inFlight, limit) => {
      const commands = await replica.waiting(inFlight, limit)
      await desk.store.tx(async (tx) => {
        for (const { id } of commands) acknowledge(tx, { command: id, parts: [] })
      })
      return commands
    },
  }),
  /** Rows of an occurrence that the series does not have (any more) stay behind. */
  'orphaned-override': (replica, desk) => ({
    ...replica,
    take: async (messages) => {
      await replica.take(messages)
      await desk.store.tx(async (tx) => {
        const { occurrence } = tx.tables
        const [row] = await tx.select().from(occurrence).where(ne(occurrence.original, '')).limit(1)
        if (row)
          await tx
            .insert(occurrence)
            .values({ ...row, original: '1999-01-01T00:00:00' })
            .onConflictDoNothing()
      })
    },
  }),
}
