import type { PublicReason, Reason } from './reason.ts'

/** S14: the same reasons without anything private: no names, no events, no hours, nor why a host is not there. Each once. */
export function forInvitee(reasons: readonly Reason[]): PublicReason[] {
  const told = reasons.map(publicReason)
  return told.filter((reason, i) => told.findIndex(({ kind }) => kind === reason.kind) === i)
}

function publicReason(reason: Reason): PublicReason {
  switch (reason.kind) {
    case 'type-not-active':
    case 'link-not-active':
    case 'link-expired':
      return { kind: 'closed' }
    case 'duration-unknown':
    case 'places':
    case 'past':
    case 'notice':
    case 'not-yet':
    case 'off-grid':
      return reason
    case 'horizon':
      return { kind: 'horizon', until: reason.until }
    case 'limit':
      return reason.limit.of === 'booker' ? { kind: 'booker-limit', period: reason.period } : { kind: 'unavailable' }
    case 'host-unknown':
      return { kind: 'unavailable' }
    case 'hosts': {
      const all = reason.hosts.flatMap(({ reasons }) => reasons)
      return { kind: all.every(({ kind }) => kind === 'seats') ? 'full' : 'unavailable' }
    }
  }
}
