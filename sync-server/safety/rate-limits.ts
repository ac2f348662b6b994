import { z } from 'zod'
import { createAllowance, type Rate } from './allowance.ts'

export const LimitName = z.enum([
  'read-address',
  'read-link',
  'read-all',
  'write-address',
  'write-link',
  'write-email',
  'write-all',
  'connect-address',
  'connect-stranger',
])
export type LimitName = z.infer<typeof LimitName>

export type Asking = 'read' | 'write' | 'connect'
/** By what requests are counted together; `all` is one for everybody. */
export type Keys = {
  readonly address?: string
  /** The address of somebody who shows no token. */
  readonly stranger?: string
  readonly link?: string
  /** Each once. */
  readonly email?: readonly string[]
  readonly all?: 'all'
}

const MINUTE = 60_000

/** More than an office behind one address needs, and too little to empty a calendar or to fill somebody's mailbox with. */
const USUAL: Readonly<Record<LimitName, Rate>> = {
  'read-address': { most: 1_200, withinMs: MINUTE },
  'read-link': { most: 6_000, withinMs: MINUTE },
  'read-all': { most: 60_000, withinMs: MINUTE },
  'write-address': { most: 120, withinMs: MINUTE },
  'write-link': { most: 600, withinMs: MINUTE },
  'write-email': { most: 30, withinMs: 60 * MINUTE },
  'write-all': { most: 6_000, withinMs: MINUTE },
  // All desks of an office come back at once after a restart, each with a socket for what is on its screen.
  'connect-address': { most: 3_000, withinMs: MINUTE },
  'connect-stranger': { most: 300, withinMs: MINUTE },
}

type Refused = { readonly limit: LimitName; readonly waitMs: number }

export type RateLimits = {
  /** Counts the request against every limit that it falls under, or against none and says which one keeps it longest. */
  admit(asking: Asking, keys: Keys): Refused | undefined
}

/** How many instead of the usual number, within the usual time. */
type OtherLimits = Readonly<Partial<Record<LimitName, number>>>

/** `now`: milliseconds of a clock that only goes forward. */
export function createRateLimits(other: OtherLimits, now: () => number): RateLimits {
  const of = (name: LimitName) => {
    const { most, withinMs } = USUAL[name]
    return { name, allowance: createAllowance({ most: other[name] ?? most, withinMs }, now) }
  }
  const applied = {
    read: [
      { ...of('read-address'), by: 'address' },
      { ...of('read-link'), by: 'link' },
      { ...of('read-all'), by: 'all' },
    ],
    write: [
      { ...of('write-address'), by: 'address' },
      { ...of('write-link'), by: 'link' },
      { ...of('write-email'), by: 'email' },
      { ...of('write-all'), by: 'all' },
    ],
    connect: [
      { ...of('connect-address'), by: 'address' },
      { ...of('connect-stranger'), by: 'stranger' },
    ],
  } as const

  return {
    admit: (asking, keys) => {
      const touched = applied[asking].flatMap(({ name, allowance, by }) => {
        return [keys[by] ?? []].flat().map((key) => ({ name, allowance, key }))
      })
      const waits = touched.map(({ name, allowance, key }) => ({ limit: name, waitMs: allowance.wait(key) }))
      const [longest] = waits.filter(({ waitMs }) => waitMs > 0).toSorted((a, b) => b.waitMs - a.waitMs)
      if (!longest) for (const { allowance, key } of touched) allowance.take(key)
      return longest
    },
  }
}
