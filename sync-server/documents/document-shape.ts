import type { DocumentRef } from '../../src/core/document/document-name.ts'
import { ROOTS, type RootName } from '../../src/core/document/shared-document.ts'

/** What stands in a document that somebody may write: its roots, and which entities each may hold. */
export type DocumentShape = {
  readonly roots: readonly RootName[]
  readonly mayHold: (id: string) => boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function shapeOf(ref: DocumentRef): DocumentShape {
  const mayHold = (id: string): boolean => UUID.test(id)
  switch (ref.kind) {
    case 'entries':
      return { roots: ['appointments'], mayHold }
    case 'calendar':
      return { roots: ['calendar'], mayHold: (id) => id === ref.calendar }
    case 'member':
      return { roots: ['profile', 'schedules', 'absences', 'eventTypes', 'links'], mayHold }
    case 'team':
      return { roots: ['eventTypes', 'links'], mayHold }
    case 'private':
    case 'contacts':
    case 'orders':
      return { roots: ROOTS, mayHold }
    // The server's own.
    case 'directory':
    case 'busy':
    case 'verdicts':
      return { roots: [], mayHold: () => false }
  }
}
