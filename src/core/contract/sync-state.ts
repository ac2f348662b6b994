import { z } from 'zod'
import { Instant } from '../model/instant.ts'

/** What the chip in the corner says. `waiting` counts commands that are on this disk and not yet on the server's. */
export const SyncState = z.object({
  phase: z.enum(['alone', 'offline', 'connecting', 'online']),
  waiting: z.int().min(0),
  refused: z.int().min(0),
  /** The last moment at which nothing waited while online. */
  syncedAt: Instant.optional(),
  /**
   * The server was found to be what it once was, and the person has not said that they know. `restored`: it began a new epoch;
   * `older`: its data were replaced by older ones. What this device had done since then was sent again.
   */
  restored: z.enum(['restored', 'older']).optional(),
  /** `disk-full`, `storage-failed`: of this computer. What the server sends cannot be stored; nothing is missed by that. */
  problem: z.enum(['unreachable', 'signed-out', 'protocol', 'server-error', 'disk-full', 'storage-failed']).optional(),
})
export type SyncState = z.infer<typeof SyncState>
