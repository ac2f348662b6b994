/** The grid on which pointers set times, in minutes. */
export const SNAP = 15

export function snapped(minutes: number): number {
  return Math.round(minutes / SNAP) * SNAP
}

export function snappedDown(minutes: number): number {
  return Math.floor(minutes / SNAP) * SNAP
}
