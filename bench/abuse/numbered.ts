import type { z } from 'zod'

/** The id of a kind with so much at its end. */
export function numbered<T>(schema: z.ZodType<T>, n: number): T {
  return schema.parse(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
}
