import { parseDocumentName } from '../../core/document/document-name.ts'
import { ROWS_VERSION } from '../../core/projections/rows-version.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { putSetting, settingOf } from '../../storage/desk/setting.ts'
import type { Desk } from './desk.ts'
import { projectDocument } from './project-document.ts'
import { writeRows } from './write-rows.ts'

const KEY = 'rows'

/**
 * Makes the rows of people, hours and event types anew where an older version made them: newer devices may have written into
 * the documents what it knew nothing of. All of it, or next time.
 */
export async function renewRows(desk: Desk): Promise<void> {
  if (settingOf(desk.store.read, KEY) === `${ROWS_VERSION}`) return
  await writeRows(desk, async ({ tx, apply }) => {
    for (const { name } of documentStates(tx)) {
      if (!isDefinition(name)) continue
      await apply(projectDocument(desk.documents.open(name), 'all', desk.horizon()))
      desk.documents.trim()
    }
    putSetting(tx, { key: KEY, value: `${ROWS_VERSION}` })
  })
}

function isDefinition(name: string): boolean {
  const kind = parseDocumentName(name)?.kind
  return kind === 'directory' || kind === 'member' || kind === 'team'
}
