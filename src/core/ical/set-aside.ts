import type { SetAside } from '../contract/calendar-file.ts'
import type { EventProperties } from './event-properties.ts'

/** What stays out, with its own text. `events`: one, or one with its exceptions; the first names it. */
export function setAside(events: readonly EventProperties[], why: Pick<SetAside, 'reason' | 'detail'>): SetAside {
  const [first] = events
  return {
    title: (first?.first('summary')?.values.join(',') ?? '').slice(0, 1_000),
    uid: first?.first('uid')?.values[0],
    line: first?.component.line ?? 1,
    reason: why.reason,
    detail: why.detail,
    text: events.map((event) => event.component.text()).join('\n'),
  }
}
