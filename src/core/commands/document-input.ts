import { z } from 'zod'
import { parseDocumentName, type DocumentName } from '../document/document-name.ts'

/** The name of a document as a command's input carries it: of an appointment, the one its row names. */
export const DocumentInput = z.custom<DocumentName>(
  (value) => typeof value === 'string' && parseDocumentName(value) !== undefined,
)
