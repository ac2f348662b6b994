import { createHmac, timingSafeEqual } from 'node:crypto'
import { AttendeeId, BookingId } from '../../src/core/model/ids.ts'

/** Whom a manage link speaks for. */
export type TokenBearer = { readonly booking: BookingId; readonly attendee: AttendeeId }

const ID_BYTES = 16
const TOKEN = /^[\w-]{86}$/

/** C14: names one attendee of one booking and proves it was made here: base64url of both ids and an HMAC-SHA256, 86 characters. */
export function manageToken(key: Uint8Array, bearer: TokenBearer, generation: number): string {
  return Buffer.concat([idBytes(bearer), mac(key, bearer, generation)]).toString('base64url')
}

/** Whom a token claims to speak for; nothing is proven yet. Undefined for what cannot be a token. */
export function readToken(token: string): TokenBearer | undefined {
  if (!TOKEN.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const booking = BookingId.safeParse(uuidOf(bytes.subarray(0, ID_BYTES)))
  const attendee = AttendeeId.safeParse(uuidOf(bytes.subarray(ID_BYTES, 2 * ID_BYTES)))
  return booking.success && attendee.success ? { booking: booking.data, attendee: attendee.data } : undefined
}

/** Whether `token` was made for exactly this bearer and generation; takes the same time wherever it differs. */
export function isGenuine(key: Uint8Array, token: string, bearer: TokenBearer, generation: number): boolean {
  const given = Buffer.from(token, 'base64url')
  const right = Buffer.from(manageToken(key, bearer, generation), 'base64url')
  return given.length === right.length && timingSafeEqual(given, right)
}

function mac(key: Uint8Array, bearer: TokenBearer, generation: number): Buffer {
  const text = `dayloom.manage.v1 ${bearer.booking} ${bearer.attendee} ${generation}`
  return createHmac('sha256', key).update(text).digest()
}

function idBytes(bearer: TokenBearer): Buffer {
  return Buffer.from((bearer.booking + bearer.attendee).replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// So many generations back, and no further: what it costs must not grow with what was done before.
const REMEMBERED = 20

/** Whether it was one of an earlier generation. */
export function wasGenuine(
  serverKey: Uint8Array,
  token: string,
  { bearer, before }: { readonly bearer: TokenBearer; readonly before: number },
): boolean {
  const earlier = Array.from({ length: Math.min(before, REMEMBERED) }, (_, n) => before - 1 - n)
  return earlier.some((generation) => isGenuine(serverKey, token, bearer, generation))
}
