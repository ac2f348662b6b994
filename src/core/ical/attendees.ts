import { Attendee, type AttendeeStatus } from '../model/attendee.ts'
import { AttendeeId } from '../model/ids.ts'
import type { Property } from './property.ts'
import { textHash } from './text-hash.ts'

const STATUS: Readonly<Record<string, AttendeeStatus>> = {
  ACCEPTED: 'confirmed',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  'X-CANCELLED': 'cancelled',
  'X-NO-SHOW': 'no-show',
}

/** ATTENDEE lines (RFC 5545 3.8.4.1). Ids follow from the event and the address: the same ones at the next import. */
export function readAttendees(properties: readonly Property[], uid: string): Attendee[] {
  const seen = new Map<string, number>()
  return properties.map((property) => {
    const email = addressOf(property)
    const before = seen.get(email) ?? 0
    seen.set(email, before + 1)
    return {
      id: attendeeId(`${uid}\n${email}\n${before}`),
      name: (property.params['cn'] ?? '').slice(0, 500),
      email: email.slice(0, 500),
      status: STATUS[property.params['partstat']?.toUpperCase() ?? ''] ?? 'needs-action',
      kind: 'guest',
    }
  })
}

/** PARTSTAT of a status; two of ours are none of RFC 5545 3.2.12, and go as experimental ones. */
export function partstatOf(status: AttendeeStatus): string {
  return Object.entries(STATUS).find(([, ours]) => ours === status)?.[0] ?? 'NEEDS-ACTION'
}

/** `Ann Lee <ann@lee.example>`, or the address alone. */
export function readOrganizer(property: Property): string {
  const address = addressOf(property)
  const name = property.params['cn']
  return (name ? `${name} <${address}>` : address).slice(0, 1_000)
}

function addressOf(property: Property): string {
  return (property.values[0] ?? '').trim().replace(/^mailto:/i, '')
}

function attendeeId(seed: string): AttendeeId {
  const hash = textHash(seed)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20)]
  return AttendeeId.parse(parts.join('-'))
}
