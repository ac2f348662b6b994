import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import * as ids from '../../src/core/model/ids.ts'

// Who is who in the workspace that a bench makes: member n belongs to group n / 5, each group shares one calendar.

export const GROUP = 5
export const PART = '2026-q4'
export const WORKSPACE = numbered(ids.WorkspaceId, 1)

export function numbered<T>(schema: { parse(value: unknown): T }, n: number): T {
  return schema.parse(`00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`)
}

export function calendarOf(group: number): ids.CalendarId {
  return numbered(ids.CalendarId, 1_000_000 + group)
}

/** What a group writes into. */
export function documentOf(group: number): DocumentName {
  return documentName({ kind: 'entries', workspace: WORKSPACE, calendar: calendarOf(group), part: PART })
}

export function memberOf(n: number): ids.MemberId {
  return numbered(ids.MemberId, 2_000_000 + n)
}
