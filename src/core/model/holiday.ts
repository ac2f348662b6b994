import { z } from 'zod'
import { WallDate } from './wall.ts'

/** A date on which a country or a workspace is closed. */
export const Holiday = z
  .object({ date: WallDate, name: z.string().max(200), source: z.enum(['country', 'workspace']) })
  .readonly()
export type Holiday = z.infer<typeof Holiday>
