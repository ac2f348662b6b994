import { z } from 'zod'
import { LimitName } from './rate-limits.ts'

/** RATE_LIMITS: `off`, or the limits that differ from the usual ones, as `write-address=300, read-all=100000`. */
export const LimitSetting = z.union([
  z.literal('off'),
  z
    .string()
    .transform((list) => list.split(',').map((one) => one.split('=').map((part) => part.trim())))
    .pipe(
      z.array(
        z.tuple([
          LimitName,
          z
            .string()
            .regex(/^[1-9]\d{0,8}$/)
            .transform(Number),
        ]),
      ),
    )
    .transform((pairs) => Object.fromEntries(pairs))
    .pipe(z.partialRecord(LimitName, z.number()))
    .readonly(),
])
