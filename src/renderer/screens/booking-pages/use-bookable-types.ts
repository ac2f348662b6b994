import { useQuery } from '@tanstack/react-query'
import type { EventType } from '../../../core/model/event-type.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'

/** The active types that one takes part in, one's own first; undefined until they are known. */
export function useBookableTypes(): readonly EventType[] | undefined {
  const { session } = useDesk()
  const me = session.member.id
  const entries = useQuery(desk.eventTypes.list.queryOptions()).data
  const isOthers = ({ owner }: EventType): number => Number(owner !== me)
  return entries
    ?.map(({ eventType }) => eventType)
    .filter(
      ({ status, owner, hosts }) => status === 'active' && (owner === me || hosts.some((host) => host.member === me)),
    )
    .sort((a, b) => isOthers(a) - isOthers(b))
}
