import { randomBytes } from 'node:crypto'
import { HoldId } from '../../src/core/model/ids.ts'
import { type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { hold } from '../database/schema.ts'
import type { AskedSlot } from './asked-slot.ts'
import { heldTime, type HoldRow } from './held-rows.ts'
import type { HeldTime, HoldDeps } from './hold-outcome.ts'
import { holdTimes } from './hold-times.ts'
import { takeClaims } from './take-claims.ts'

export type AskedHold = AskedSlot & {
  readonly address: string
  /** One of theirs that it takes the place of. */
  readonly earlier: HoldRow | undefined
}

/** The hold and its claims; undefined, with nothing written, where the claims do not go in. */
export async function writeHold(
  tx: PostgresHandle,
  { asked, hosts }: { readonly asked: AskedHold; readonly hosts: HoldRow['hosts'] },
  { newId }: HoldDeps,
): Promise<HeldTime | undefined> {
  const { bookable, start, now, address, earlier } = asked
  const { workspace, link, eventType } = bookable
  const id = HoldId.parse(randomBytes(16).toString('base64url'))
  const time = { start, end: endOf(asked) }
  const times = holdTimes(now, earlier && isOnThisTime(earlier, asked) ? earlier : undefined)
  const claims = hosts.map((host) => ({ id: newId(), host }))
  const of = { workspace: workspace.id, hold: id, expiresAt: times.expiresAt }
  if (!(await takeClaims(tx, { ...of, time, buffers: eventType.buffers, claims, now }))) return undefined
  const named = { id, workspace: workspace.id, link: link.id, eventType: eventType.id, hosts, address }
  const row = { ...named, starts: time.start, ends: time.end, ...times }
  await tx.insert(hold).values(row)
  return heldTime(row)
}

export function isOnThisTime({ link, starts, ends }: HoldRow, asked: AskedSlot): boolean {
  return link === asked.bookable.link.id && starts === asked.start && ends === endOf(asked)
}

function endOf({ bookable, start }: AskedSlot): Instant {
  return instant(start + bookable.duration * MINUTE)
}
