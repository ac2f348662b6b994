import type { DocumentName } from '../document/document-name.ts'
import { SCHEMA_VERSION, schemaOf, type SharedDocument } from '../document/shared-document.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Documents } from './command.ts'

/** A document to be written. One that a newer app has written is only read: this one would not know what it breaks. */
export function openDocument(documents: Documents, name: DocumentName): Result<SharedDocument, 'newer-version'> {
  const doc = documents.get(name)
  const version = schemaOf(doc)
  return version > SCHEMA_VERSION ? refuse('newer-version', { document: name, version }) : ok(doc)
}
