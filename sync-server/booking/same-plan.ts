import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { placesOf } from './booking-places.ts'
import { type HandOver, plannedHandOver } from './hand-over.ts'
import type { Held } from './take-step.ts'

/** Everybody who has it keeps it. */
export async function samePlan(
  { tx }: TransactionScope,
  held: Held,
  { newId }: Pick<ServerDeps, 'newId'>,
): Promise<HandOver | undefined> {
  const places = await placesOf(tx, held.managed)
  const members = held.managed.hosts.map(({ id }) => id)
  return plannedHandOver({ held, places, members, hosts: [] }, newId)
}
