/** `America/New_York` as people write it. */
export function spokenZone(zone: string): string {
  return zone.replaceAll('_', ' ')
}
