import { z } from 'zod'
import { MemberId } from './ids.ts'
import { ZoneName } from './wall.ts'
import { Colour, Name, Slug } from './workspace.ts'

export const Role = z.enum(['owner', 'admin', 'manager', 'staff'])
export type Role = z.infer<typeof Role>

export const Email = z.email().max(254)

export const Member = z
  .object({
    id: MemberId,
    name: Name,
    email: Email,
    role: Role,
    slug: Slug,
    zone: ZoneName,
    colour: Colour,
    /** A leaver is ended, not deleted. */
    ended: z.boolean(),
  })
  .readonly()
export type Member = z.infer<typeof Member>
