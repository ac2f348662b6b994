import { documentName, parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import { OutOfStep } from './replica.ts'

/** The document that the server means. Throws OutOfStep for a name that is none. */
export function named(document: string): DocumentName {
  const ref = parseDocumentName(document)
  if (ref === undefined) throw new OutOfStep(`no document: ${document}`)
  return documentName(ref)
}
