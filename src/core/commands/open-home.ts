import type { DocumentName } from '../document/document-name.ts'
import { homeIn, homesOf, type NewHome } from '../document/home-document.ts'
import { entityAt, type SharedDocument } from '../document/shared-document.ts'
import type { AppointmentId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Documents } from './command.ts'
import { openDocument } from './open-document.ts'

export type Home = { readonly name: DocumentName; readonly doc: SharedDocument }

/** The document in which a new appointment makes its home. `invalid-input`: its id stands there already. */
export function openHome(
  documents: Documents,
  { id, ...place }: NewHome & { readonly id: AppointmentId },
): Result<Home, 'newer-version' | 'invalid-input'> {
  const homes = homesOf(place)
  if (homes.some((name) => entityAt(documents.get(name), 'appointments', id) !== undefined))
    return refuse('invalid-input', { fields: ['id'] })
  const name = homeIn(homes, documents.get)
  const opened = openDocument(documents, name)
  return opened.ok ? ok({ name, doc: opened.value }) : opened
}
