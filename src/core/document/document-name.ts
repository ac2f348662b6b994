import type { CalendarId, MemberId, TeamId, WorkspaceId } from '../model/ids.ts'
import * as ids from '../model/ids.ts'

/** A shared document, by what it holds. `part` is `series` or a UTC quarter (`2026-q4`) or month (`2026-11`) of the first start. */
export type DocumentRef =
  | { readonly kind: 'directory'; readonly workspace: WorkspaceId }
  | { readonly kind: 'team'; readonly workspace: WorkspaceId; readonly team: TeamId }
  | { readonly kind: 'member' | 'private'; readonly workspace: WorkspaceId; readonly member: MemberId }
  | { readonly kind: 'calendar' | 'verdicts'; readonly workspace: WorkspaceId; readonly calendar: CalendarId }
  | {
      readonly kind: 'entries' | 'busy'
      readonly workspace: WorkspaceId
      readonly calendar: CalendarId
      readonly part: string
    }
  /** `shard`: the last two hexadecimal digits of a contact's id. */
  | { readonly kind: 'contacts'; readonly workspace: WorkspaceId; readonly shard: string }
  /** `month`: in UTC, as in `2026-11`, when the order was made. */
  | { readonly kind: 'orders'; readonly workspace: WorkspaceId; readonly month: string }

/** The name a document goes by on the wire, in the log and in rows. */
export type DocumentName = string & { readonly __brand: 'DocumentName' }

const PART = /^(?:series|\d{4}-q[1-4]|\d{4}-(?:0[1-9]|1[0-2]))$/
const SHARD = /^[0-9a-f]{2}$/
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

function isCanonical(name: string): name is DocumentName {
  return name.length > 0
}

function named(name: string): DocumentName {
  if (!isCanonical(name)) throw new RangeError('empty document name')
  return name
}

export function documentName(ref: DocumentRef): DocumentName {
  switch (ref.kind) {
    case 'directory':
      return named(`${ref.workspace}/directory`)
    case 'team':
      return named(`${ref.workspace}/team/${ref.team}`)
    case 'member':
    case 'private':
      return named(`${ref.workspace}/${ref.kind}/${ref.member}`)
    case 'calendar':
    case 'verdicts':
      return named(`${ref.workspace}/${ref.kind}/${ref.calendar}`)
    case 'entries':
      return named(`${ref.workspace}/calendar/${ref.calendar}/${ref.part}`)
    case 'busy':
      return named(`${ref.workspace}/busy/${ref.calendar}/${ref.part}`)
    case 'contacts':
      return named(`${ref.workspace}/contacts/${ref.shard}`)
    case 'orders':
      return named(`${ref.workspace}/orders/${ref.month}`)
  }
}

/** The document a name means; undefined for anything that is not exactly what `documentName` writes. */
export function parseDocumentName(name: string): DocumentRef | undefined {
  const [first, kind, id, part, ...rest] = name.split('/')
  const workspace = ids.WorkspaceId.safeParse(first)
  if (!workspace.success || rest.length > 0) return undefined
  if (kind === 'directory') return id === undefined ? { kind, workspace: workspace.data } : undefined
  if (part === undefined) return parseWhole(workspace.data, kind, id)
  const calendar = ids.CalendarId.safeParse(id)
  if (!calendar.success || !PART.test(part)) return undefined
  if (kind === 'calendar') return { kind: 'entries', workspace: workspace.data, calendar: calendar.data, part }
  if (kind === 'busy' && part !== 'series') return { kind, workspace: workspace.data, calendar: calendar.data, part }
  return undefined
}

function parseWhole(workspace: WorkspaceId, kind: string | undefined, id: string | undefined): DocumentRef | undefined {
  if (kind === 'member' || kind === 'private') {
    const member = ids.MemberId.safeParse(id)
    return member.success ? { kind, workspace, member: member.data } : undefined
  }
  if (kind === 'calendar' || kind === 'verdicts') {
    const calendar = ids.CalendarId.safeParse(id)
    return calendar.success ? { kind, workspace, calendar: calendar.data } : undefined
  }
  if (kind === 'contacts') return id !== undefined && SHARD.test(id) ? { kind, workspace, shard: id } : undefined
  if (kind === 'orders') return id !== undefined && MONTH.test(id) ? { kind, workspace, month: id } : undefined
  if (kind !== 'team') return undefined
  const team = ids.TeamId.safeParse(id)
  return team.success ? { kind, workspace, team: team.data } : undefined
}
