import type { Glance, Onlooked } from '../../core/contract/presence.ts'
import { MOST_ON_SCREEN } from '../../core/contract/sync-protocol.ts'
import { partOf } from '../../core/document/calendar-part.ts'
import { documentName, parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import { createFeed } from '../feed.ts'

/** What the windows of this desk show, and who else looks at it now. Kept nowhere. */
export type Onlookers = {
  /** Until disposed of. */
  look(glance: Glance): Disposable
  watch(signal: AbortSignal | undefined): ReturnType<ReturnType<typeof createFeed<Onlooked>>['watch']>
  /** The documents that stand behind it, those of the calendars themselves first. */
  onScreen(): DocumentName[]
  /** A server is there: `send` is told what is on the screen, now and whenever it changes. When disposed of, nobody looks. */
  talk(send: (documents: DocumentName[]) => void): Disposable
  heard(document: string, members: readonly MemberId[]): void
  close(): void
}

/** A page that is turned quickly is not looked at. */
const SETTLED_MS = 200

export function createOnlookers(workspace: () => WorkspaceId): Onlookers {
  const feed = createFeed<Onlooked>((_, next) => next)
  const glances = new Set<Glance>()
  const seen = new Map<string, readonly MemberId[]>()
  let send: ((documents: DocumentName[]) => void) | undefined
  let timer: NodeJS.Timeout | undefined

  const onScreen = () => documentsOf([...glances], workspace())
  const settle = () => {
    timer = undefined
    const documents = onScreen()
    send?.(documents)
    const gone = [...seen.keys()].filter((document) => !documents.some((one) => one === document))
    for (const document of gone) seen.delete(document)
    if (gone.length > 0) feed.publish(onlookedIn(seen))
  }
  const changed = () => {
    timer ??= setTimeout(settle, SETTLED_MS).unref()
  }
  return {
    look: (glance) => {
      glances.add(glance)
      changed()
      return {
        [Symbol.dispose]: () => {
          glances.delete(glance)
          changed()
        },
      }
    },
    watch: (signal) => feed.watch({ first: onlookedIn(seen), signal }),
    onScreen,
    talk: (given) => {
      send = given
      send(onScreen())
      return {
        [Symbol.dispose]: () => {
          if (send === given) send = undefined
          seen.clear()
          feed.publish([])
        },
      }
    },
    heard: (document, members) => {
      if (members.length === 0) seen.delete(document)
      else seen.set(document, members)
      feed.publish(onlookedIn(seen))
    },
    close: () => {
      clearTimeout(timer)
      feed.close()
    },
  }
}

function documentsOf(glances: readonly Glance[], workspace: WorkspaceId): DocumentName[] {
  const calendars = glances.flatMap((glance) => glance.calendars)
  const whole = calendars.map((calendar) => documentName({ kind: 'calendar', workspace, calendar }))
  const parts = glances.flatMap((glance) =>
    partsWithin(glance.span).flatMap((part) =>
      glance.calendars.map((calendar) => documentName({ kind: 'entries', workspace, calendar, part })),
    ),
  )
  return [...new Set([...whole, ...parts])].slice(0, MOST_ON_SCREEN)
}

/** A window shows weeks: they lie in one quarter, or two. */
function partsWithin({ start, end }: Interval): string[] {
  return [...new Set([partOf({ startsAt: start }), partOf({ startsAt: end - 1 }), 'series'])]
}

function onlookedIn(seen: ReadonlyMap<string, readonly MemberId[]>): Onlooked {
  const byCalendar = new Map<CalendarId, Set<MemberId>>()
  for (const [document, members] of seen) {
    const ref = parseDocumentName(document)
    if (ref === undefined || !('calendar' in ref)) continue
    const known = byCalendar.get(ref.calendar) ?? new Set()
    byCalendar.set(ref.calendar, known)
    for (const member of members) known.add(member)
  }
  return [...byCalendar].map(([calendar, members]) => ({ calendar, members: [...members].sort() }))
}
