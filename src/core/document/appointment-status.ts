import type { AppointmentStatus } from '../model/appointment.ts'

// Strongest first: two legal moves made apart still give a legal status.
const STRENGTH: readonly AppointmentStatus[] = ['cancelled', 'no-show', 'completed', 'confirmed', 'pending']

/** The keys `status:{state}` that may stand in an appointment, one a move. */
export const STATUS_KEYS = STRENGTH.map((status) => `status:${status}` as const)

/** The status that the moves made so far add up to; none: confirmed. */
export function foldedStatus(has: (key: string) => boolean): AppointmentStatus {
  return STRENGTH.find((status) => has(`status:${status}`)) ?? 'confirmed'
}

/** The keys that give `status`: of those that stand as many as can stay, and one for `move` where it needs one. */
export function statusKeys(
  standing: ReadonlyMap<string, unknown>,
  status: AppointmentStatus,
  move: { readonly by: string; readonly at: number },
): Map<string, unknown> {
  const stronger = new Set<string>(STATUS_KEYS.slice(0, STRENGTH.indexOf(status)))
  const kept = new Map([...standing].filter(([key]) => !stronger.has(key)))
  return foldedStatus((key) => kept.has(key)) === status ? kept : kept.set(`status:${status}`, move)
}
