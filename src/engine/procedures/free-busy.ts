import { commonFree } from '../../core/scheduling/common-free.ts'
import { freeBusy } from '../../core/scheduling/free-busy.ts'
import { knownTime, type KnownTime } from '../desk/known-time.ts'
import { boundedSpan } from './bounded-span.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.freeBusy

export function freeBusyProcedures({ desk }: Parts) {
  return os.router({
    of: os.of.handler(async ({ input }) => {
      const span = boundedSpan(input.span)
      const hosts = await knownTime(desk, { ...input, span })
      return freeBusy(hosts.map(honest), [span]).map(({ member, busy, free, source }) => ({
        member,
        busy,
        free,
        source,
      }))
    }),
    common: os.common.handler(async ({ input }) => {
      const { minutes, most } = input
      const span = boundedSpan(input.span)
      return commonFree(await knownTime(desk, { ...input, span }), span, minutes).slice(0, most)
    }),
  })
}

/** Nobody is said to be free of whom not every calendar is seen. */
function honest(host: KnownTime): KnownTime {
  if (host.known !== 'full' || host.seen === 'all') return host
  return { ...host, known: host.seen === 'none' ? 'unknown' : 'busy-only' }
}
