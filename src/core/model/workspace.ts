import { z } from 'zod'
import { WorkspaceId } from './ids.ts'
import { WallDate, Weekday, ZoneName } from './wall.ts'

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

/** Whose public holidays close days: an ISO 3166 country, and a part of it where parts differ (`DE`, `BY`). */
export const HolidayRegion = z
  .object({
    country: z.string().regex(/^[A-Z]{2}$/),
    state: z
      .string()
      .regex(/^[A-Z0-9]{1,6}$/)
      .optional(),
  })
  .readonly()
export type HolidayRegion = z.infer<typeof HolidayRegion>

/** Dates on which the whole workspace is closed, both included. */
export const Closure = z.object({ from: WallDate, until: WallDate, name: Name }).readonly()
export type Closure = z.infer<typeof Closure>

export const Workspace = z
  .object({
    id: WorkspaceId,
    name: Name,
    slug: Slug,
    zone: ZoneName,
    locale: z.string().min(2).max(35),
    weekStart: Weekday,
    holidayRegion: HolidayRegion.optional(),
    closures: z.array(Closure).max(1_000).readonly().default([]),
  })
  .readonly()
export type Workspace = z.infer<typeof Workspace>
