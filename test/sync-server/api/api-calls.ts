import type { EventType } from '../../../src/core/model/event-type.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { eventType, id, type Node, type Sent, WISH } from '../booking/booking-world.ts'

/** A call of the public JSON; `path` goes on after `/api/v1/public`. */
export async function call(
  { app }: Node,
  method: 'GET' | 'POST' | 'DELETE' | 'PUT',
  path: string,
  { body, key, query }: { body?: object | undefined; key?: string; query?: Record<string, string> } = {},
): Promise<Sent> {
  const answer = await app.inject({
    method,
    url: `/api/v1/public${path}`,
    ...(query && { query }),
    ...(body && { payload: body }),
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), text: answer.body }
}

/** Books at `path`, which names a link or a type. */
export async function bookAt(node: Node, path: string, key: string, wish: object = {}): Promise<Sent> {
  return call(node, 'POST', `${path}/bookings`, { key, body: { ...WISH, ...wish } })
}

/** Event type `n` of member `owner`, at the address `type-{n}`. */
export function typeOf(n: number, owner: number, edit: Record<string, unknown> = {}): EventType {
  return eventType(n, {
    owner: id(ids.MemberId, owner),
    schedule: id(ids.ScheduleId, owner),
    hosts: [{ member: id(ids.MemberId, owner), required: true }],
    slug: `type-${n}`,
    name: `Type ${n}`,
    ...edit,
  })
}
