import { MINUTE } from '../../../src/core/model/instant.ts'
import type { Seen } from './linearizable.ts'

// C3 in the simplest words: holds and bookings of the slots of one host, one call after the other, each at the moment that its
// server's clock showed.

export type HoldCall = Seen & {
  readonly now: number
  /** The hold that was named. */
  readonly hold: string | undefined
  readonly answer: { readonly status: number; readonly id?: string; readonly expiresAt?: number }
} & ({ readonly do: 'hold' | 'book'; readonly slot: number } | { readonly do: 'renew' | 'release' })

type Held = {
  readonly id: string
  readonly slot: number
  readonly expiresAt: number
  readonly latestAt: number
  /** Whoever takes time of the host puts an end to what has expired by their clock. */
  readonly ended: boolean
}
export type Slots = { readonly holds: readonly Held[]; readonly booked: readonly number[] }

export const NOTHING_TAKEN: Slots = { holds: [], booked: [] }

export function holdStep(state: Slots, call: HoldCall): readonly Slots[] {
  switch (call.do) {
    case 'hold':
      return holdSlot(state, { ...call, do: call.do })
    case 'book':
      return bookSlot(state, { ...call, do: call.do })
    case 'renew':
      return renew(state, call)
    case 'release':
      return release(state, call)
  }
}

type OfSlot = HoldCall & { readonly slot: number }

function holdSlot(state: Slots, call: OfSlot): readonly Slots[] {
  const { slot, now, answer } = call
  const named = heldBy(state, call)
  const earlier = named?.slot === slot ? named : undefined
  if (earlier && earlier.expiresAt > now && !earlier.ended) return renewed(state, { earlier, call, status: 201 })
  const late = earlier !== undefined && now >= earlier.latestAt
  if (late) return answer.status === 429 ? [state] : []
  const left = swept(earlier && earlier.expiresAt > now ? without(state, earlier) : state, now)
  if (!isFree(left, call)) return answer.status === 409 ? [left] : []
  const latestAt = earlier?.latestAt ?? now + 30 * MINUTE
  const expiresAt = Math.min(now + 10 * MINUTE, latestAt)
  const { id } = answer
  const isNew = id !== undefined && state.holds.every((one) => one.id !== id)
  if (answer.status !== 201 || !isNew || answer.expiresAt !== expiresAt) return []
  const own = { id, slot, expiresAt, latestAt, ended: false }
  return [{ ...left, holds: [...without(left, named).holds, own] }]
}

function bookSlot(state: Slots, call: OfSlot): readonly Slots[] {
  const { slot, now, answer } = call
  const left = swept(state, now)
  // That it is not free may be told without a look at what else has expired.
  if (!isFree(left, call)) return answer.status === 409 ? [left, state] : []
  if (answer.status !== 201) return []
  return [{ ...without(left, heldBy(state, call)), booked: [...state.booked, slot] }]
}

function renew(state: Slots, call: HoldCall): readonly Slots[] {
  const earlier = heldBy(state, call)
  const isLive = earlier && earlier.expiresAt > call.now
  if (earlier && isLive && !earlier.ended) return renewed(state, { earlier, call, status: 200 })
  return call.answer.status === 404 ? [isLive ? without(state, earlier) : state] : []
}

function release(state: Slots, call: HoldCall): readonly Slots[] {
  const own = heldBy(state, call)
  const status = own && own.expiresAt > call.now ? 204 : 404
  return call.answer.status === status ? [without(state, own)] : []
}

function renewed(
  state: Slots,
  { earlier, call, status }: { readonly earlier: Held; readonly call: HoldCall; readonly status: number },
): readonly Slots[] {
  const { answer, now } = call
  const expiresAt = Math.min(now + 10 * MINUTE, earlier.latestAt)
  if (answer.status !== status || answer.id !== earlier.id || answer.expiresAt !== expiresAt) return []
  return [{ ...state, holds: [...without(state, earlier).holds, { ...earlier, expiresAt }] }]
}

function heldBy({ holds }: Slots, { hold }: HoldCall): Held | undefined {
  return holds.find(({ id }) => id === hold)
}

function without(state: Slots, own: Held | undefined): Slots {
  return { ...state, holds: state.holds.filter(({ id }) => id !== own?.id) }
}

function swept(state: Slots, now: number): Slots {
  return { ...state, holds: state.holds.map((one) => (one.expiresAt <= now ? { ...one, ended: true } : one)) }
}

function isFree({ holds, booked }: Slots, { slot, hold }: OfSlot): boolean {
  return !booked.includes(slot) && holds.every((one) => one.ended || one.slot !== slot || one.id === hold)
}
