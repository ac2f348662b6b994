import { z } from 'zod'
import { MemberId, TeamId } from './ids.ts'
import { Name } from './workspace.ts'

/** Members who share work. */
export const Team = z
  .object({
    id: TeamId,
    name: Name,
    /** Writes what the team offers, beside owners and admins. */
    manager: MemberId.optional(),
    members: z.array(MemberId).max(1_000).readonly(),
  })
  .readonly()
export type Team = z.infer<typeof Team>
