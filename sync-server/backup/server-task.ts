import { z } from 'zod'

/** What a server may be told to do in place of serving. Paths are absolute. */
export const ServerTask = z.discriminatedUnion('kind', [
  /** The database was restored by other means: all of its documents begin a new epoch. */
  z.object({ kind: z.literal('new-epoch') }),
  z.object({ kind: z.literal('backup'), to: z.string().min(1) }),
  /** `force`: also where there is a database already; that one is kept beside it. */
  z.object({ kind: z.literal('restore'), from: z.string().min(1), force: z.boolean() }),
])
export type ServerTask = z.infer<typeof ServerTask>
