import { z } from 'zod'
import { WorkspaceId } from './ids.ts'
import { Weekday, ZoneName } from './wall.ts'

/** What stands in a public address: lower case letters, digits, single hyphens inside. */
export const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .brand<'Slug'>()
export type Slug = z.infer<typeof Slug>

export const Colour = z.string().regex(/^#[0-9a-f]{6}$/)
export type Colour = z.infer<typeof Colour>

/** One line of a person's text: trimmed, not empty. */
export const Name = z.string().trim().min(1).max(200)

export const Workspace = z
  .object({
    id: WorkspaceId,
    name: Name,
    slug: Slug,
    zone: ZoneName,
    locale: z.string().min(2).max(35),
    weekStart: Weekday,
  })
  .readonly()
export type Workspace = z.infer<typeof Workspace>
