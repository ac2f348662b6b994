import { expect, test, vi } from 'vitest'
import type { Onlooked } from '../../../src/core/contract/presence.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { createOnlookers } from '../../../src/engine/sync/onlookers.ts'
import { id, workspace } from '../../support/rows.ts'

const [one, other] = [id(ids.CalendarId, 1), id(ids.CalendarId, 2)]
const [ben, cara] = [id(ids.MemberId, 2), id(ids.MemberId, 3)]
const at = (iso: string) => instant(Date.parse(iso))
/** The last week of the year: it ends in another quarter. */
const span = { start: at('2026-12-28T00:00:00Z'), end: at('2027-01-04T00:00:00Z') }
const whole = (calendar: ids.CalendarId) => documentName({ kind: 'calendar', workspace, calendar })
const entries = (part: string) => documentName({ kind: 'entries', workspace, calendar: one, part })

test('what all windows show is said together, as they turn their pages, and who else looks is kept by calendar', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onlookers = createOnlookers(() => workspace)
  const said: string[][] = []
  const first = onlookers.look({ calendars: [one], span })
  using talking = onlookers.talk((documents) => said.push(documents))
  const second = onlookers.look({ calendars: [other, one], span: { start: span.end, end: instant(span.end + 1) } })
  vi.advanceTimersByTime(1_000)
  expect(said[0]).toEqual([whole(one), entries('2026-q4'), entries('2027-q1'), entries('series')])
  expect(said.at(-1)).toContain(whole(other))
  expect(onlookers.onScreen()).toEqual(said.at(-1))

  onlookers.heard(whole(one), [cara, ben])
  onlookers.heard(entries('2027-q1'), [ben])
  onlookers.heard(whole(other), [cara])
  const watch = onlookers.watch(undefined)
  const next = async (): Promise<Onlooked | undefined> => (await watch.next()).value ?? undefined
  expect(await next()).toEqual([
    { calendar: one, members: [ben, cara] },
    { calendar: other, members: [cara] },
  ])
  second[Symbol.dispose]()
  vi.advanceTimersByTime(1_000)
  expect(said.at(-1)).not.toContain(whole(other))
  // At what is no longer shown nobody is seen.
  expect(await next()).toEqual([{ calendar: one, members: [ben, cara] }])
  // Nor is anybody once the server is gone.
  talking[Symbol.dispose]()
  expect(await next()).toEqual([])
  first[Symbol.dispose]()
  onlookers.close()
  vi.useRealTimers()
})
