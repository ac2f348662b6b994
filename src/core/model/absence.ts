import { z } from 'zod'
import { AbsenceId, MemberId } from './ids.ts'
import { Instant } from './instant.ts'
import { WallDate } from './wall.ts'

/** Whole dates of the absent one's own wall, both included; or a span of instants. */
export const AbsenceTime = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('dates'), from: WallDate, until: WallDate })
    .refine((time) => time.until >= time.from, 'end-before-start'),
  z
    .object({ kind: z.literal('span'), startsAt: Instant, endsAt: Instant })
    .refine((time) => time.endsAt > time.startsAt, 'end-before-start'),
])
export type AbsenceTime = z.infer<typeof AbsenceTime>

export const AbsenceReason = z.enum(['vacation', 'sick', 'training', 'other'])
export type AbsenceReason = z.infer<typeof AbsenceReason>

/** When a member is away. The reason that everybody reads is `other`: theirs stays in their private document. */
export const Absence = z
  .object({
    id: AbsenceId,
    member: MemberId,
    time: AbsenceTime,
    reason: AbsenceReason,
    /** Who stands in meanwhile, for event types of a team. */
    delegate: MemberId.optional(),
    source: z.enum(['manual', 'provider']),
  })
  .readonly()
export type Absence = z.infer<typeof Absence>
