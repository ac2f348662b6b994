import { z } from 'zod'
import { Instant } from '../../src/core/model/instant.ts'

// At the ends of the calendar there is no day before or after, and nobody books there.
const FIRST = Date.UTC(1900, 0, 1)
const LAST = Date.UTC(3000, 0, 1)

/** A start as a program or a form writes it: ISO 8601 with offset, of a year from 1900 to 2999. */
export const PublicStart = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .pipe(Instant.refine((at) => at >= FIRST && at < LAST))
