/**
 * Raised with every change after which the same document gives other rows. An older app may have kept rows without what it did
 * not know of in the documents: they are made anew where they are older than this.
 */
export const ROWS_VERSION = 3
