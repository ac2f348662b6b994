import { describe, expect, test } from 'vitest'
import { documentName, parseDocumentName, type DocumentRef } from '../../../src/core/document/document-name.ts'
import { ANNA, CALENDAR, TEAM, WORKSPACE, uuid } from './samples.ts'

const NAMES: readonly (readonly [DocumentRef, string])[] = [
  [{ kind: 'directory', workspace: WORKSPACE }, `${WORKSPACE}/directory`],
  [{ kind: 'team', workspace: WORKSPACE, team: TEAM }, `${WORKSPACE}/team/${TEAM}`],
  [{ kind: 'member', workspace: WORKSPACE, member: ANNA }, `${WORKSPACE}/member/${ANNA}`],
  [{ kind: 'private', workspace: WORKSPACE, member: ANNA }, `${WORKSPACE}/private/${ANNA}`],
  [{ kind: 'calendar', workspace: WORKSPACE, calendar: CALENDAR }, `${WORKSPACE}/calendar/${CALENDAR}`],
  [{ kind: 'verdicts', workspace: WORKSPACE, calendar: CALENDAR }, `${WORKSPACE}/verdicts/${CALENDAR}`],
  ...['series', '2026-q4', '2026-11'].map(
    (part) =>
      [
        { kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part },
        `${WORKSPACE}/calendar/${CALENDAR}/${part}`,
      ] as const,
  ),
  [
    { kind: 'busy', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q4' },
    `${WORKSPACE}/busy/${CALENDAR}/2026-q4`,
  ],
  [{ kind: 'contacts', workspace: WORKSPACE, shard: '0f' }, `${WORKSPACE}/contacts/0f`],
  [{ kind: 'orders', workspace: WORKSPACE, month: '2026-11' }, `${WORKSPACE}/orders/2026-11`],
]

describe('a document name', () => {
  test.each(NAMES)('of %o is %s, and means it', (ref, name) => {
    expect(documentName(ref)).toBe(name)
    expect(parseDocumentName(name)).toEqual(ref)
  })

  test.each([
    '',
    '/',
    'directory',
    WORKSPACE,
    `${WORKSPACE}/`,
    `${WORKSPACE}/directory/`,
    `${WORKSPACE}/directory/${ANNA}`,
    `${WORKSPACE.toUpperCase()}A/directory`,
    `x${WORKSPACE}/directory`,
    `${WORKSPACE}/Directory`,
    `${WORKSPACE}/team`,
    `${WORKSPACE}/team/1`,
    `${WORKSPACE}/team/${TEAM}/series`,
    `${WORKSPACE}/member/1`,
    `${WORKSPACE}/member/${ANNA}/series`,
    `${WORKSPACE}/private/`,
    `${WORKSPACE}/calendar/1`,
    `${WORKSPACE}/calendar/1/series`,
    `${WORKSPACE}/calendar/${CALENDAR}/`,
    `${WORKSPACE}/calendar/${CALENDAR}/2026-q5`,
    `${WORKSPACE}/calendar/${CALENDAR}/2026-13`,
    `${WORKSPACE}/calendar/${CALENDAR}/26-q1`,
    `${WORKSPACE}/calendar/${CALENDAR}/series/x`,
    `${WORKSPACE}/verdicts/${CALENDAR}/series`,
    `${WORKSPACE}/verdicts/1`,
    `${WORKSPACE}/busy/${CALENDAR}`,
    `${WORKSPACE}/busy/${CALENDAR}/series`,
    `${WORKSPACE}/absences/${uuid(9)}`,
    `${WORKSPACE}/contacts`,
    `${WORKSPACE}/contacts/0F`,
    `${WORKSPACE}/contacts/100`,
    `${WORKSPACE}/contacts/0f/series`,
    `${WORKSPACE}/orders/2026-q4`,
    `${WORKSPACE}/orders/2026-13`,
    `${WORKSPACE}/calendar/${CALENDAR}/series\n`,
    `${WORKSPACE}/calendar/../directory`,
  ])('%j is none', (name) => {
    expect(parseDocumentName(name)).toBeUndefined()
  })
})
