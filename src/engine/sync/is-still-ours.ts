import { accessTo } from '../../core/document/access.ts'
import { documentName, parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import { documentState } from '../../storage/desk/document-state.ts'
import { accessFacts } from '../desk/access-facts.ts'
import type { Desk } from '../desk/desk.ts'
import type { Known } from './replica.ts'

/**
 * Of documents that the server does not show any more those that, by the directory it has itself, this member may read:
 * nobody took them away, it has lost them. None where the directory here is not the server's of now.
 */
export async function isStillOurs(
  { store, identity }: Desk,
  names: readonly DocumentName[],
  known: Known,
): Promise<readonly DocumentName[]> {
  const { workspace, member } = identity()
  const directory = documentName({ kind: 'directory', workspace })
  const here = documentState(store.read, directory)
  const there = known[directory]
  if (names.length === 0 || here?.epoch !== there?.epoch || here?.seq !== there?.head) return []
  const facts = await accessFacts(store.read, workspace)
  return names.filter((name) => {
    const ref = parseDocumentName(name)
    const access = ref?.workspace === workspace ? accessTo(ref, member, facts) : 'none'
    return access === 'read' || access === 'write'
  })
}
