import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { Instant, MINUTE } from '../../src/core/model/instant.ts'

/** Who may open a sync socket, for how long: proven by us, carried by the device in a WebSocket subprotocol. */
const SyncPass = z.object({ workspace: WorkspaceId, member: MemberId, device: DeviceId, expiresAt: Instant }).readonly()
export type SyncPass = z.infer<typeof SyncPass>

/** A token is used at once; a longer life would outlive a sign-out. */
export const SYNC_TOKEN_LIFE = 5 * MINUTE

/** `{pass}.{HMAC-SHA-256 of it}`, both base64url: letters that a subprotocol may hold. */
export function signSyncPass(serverKey: Uint8Array, pass: SyncPass): string {
  const body = Buffer.from(JSON.stringify(pass)).toString('base64url')
  return `${body}.${seal(serverKey, body).toString('base64url')}`
}

/** Undefined for whatever is not a token of ours that still lives. */
export function readSyncPass(serverKey: Uint8Array, token: string, now: Instant): SyncPass | undefined {
  const [body, given, ...rest] = token.split('.')
  if (body === undefined || given === undefined || rest.length > 0) return undefined
  const expected = seal(serverKey, body)
  const offered = Buffer.from(given, 'base64url')
  if (offered.length !== expected.length || !timingSafeEqual(offered, expected)) return undefined
  const pass = SyncPass.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  return pass.success && pass.data.expiresAt > now ? pass.data : undefined
}

// The purpose is part of it: no other thing that the same key has signed is a sync token.
function seal(serverKey: Uint8Array, body: string): Buffer {
  return createHmac('sha256', serverKey).update('sync-token\n').update(body).digest()
}
