import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import { type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { HoldOutcome } from '../../../sync-server/booking/hold-outcome.ts'
import { type TakeHold, takeHold } from '../../../sync-server/booking/take-hold.ts'
import { MONDAY, type Node, slots, zone } from './booking-world.ts'

/** `09:30` of that Monday, in Berlin. */
export function at(clock: string): Instant {
  const [hours, minutes] = clock.split(':').map(Number)
  return instant(MONDAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE)
}

export function isoAt(clock: string): string {
  return `2026-11-23T${clock}:00+01:00`
}

/** Holds a start of that Monday behind `anna-1`, from an address that nobody else has. */
export async function hold(
  node: Pick<Node, 'deps'>,
  clock: string,
  edit: Partial<TakeHold> = {},
): Promise<HoldOutcome> {
  return holdAt(node, { slug: 'anna-1', start: at(clock), ...edit })
}

export async function holdAt(
  { deps }: Pick<Node, 'deps'>,
  wish: Pick<TakeHold, 'slug' | 'start'> & Partial<TakeHold>,
): Promise<HoldOutcome> {
  return takeHold(deps, { zone, address: address(), ...wish })
}

let addresses = 0

function address(): string {
  addresses += 1
  return `198.51.100.${addresses}`
}

/** The id of a hold that was to be had. */
export function idOf(outcome: HoldOutcome): string {
  if (outcome.status !== 201) throw new Error(`no hold: ${outcome.status}`)
  return outcome.id
}

/** The starts of that Monday as they are listed to somebody, `HH:MM`. */
export async function listed(node: Node, query: { readonly hold?: string } = {}, slug = 'anna-1'): Promise<string[]> {
  const { body } = await slots(node, { start: '2026-11-23', end: '2026-11-23', timezone: zone, ...query }, slug)
  return Object.values(SlotsAnswer.parse(body).days).flatMap((day) => day.map(({ start }) => start.slice(11, 16)))
}
