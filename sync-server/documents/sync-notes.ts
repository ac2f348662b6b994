/** What is noted of connections and commits, to be counted. Nothing in it names anybody. */
export type SyncNotes = {
  /** A command was answered, so long after it had come. `refusal`: why it was not stored. */
  answered(answer: { readonly seconds: number; readonly refusal?: string }): void
  /** One transaction, with so many commands. */
  committed(commit: { readonly seconds: number; readonly commands: number }): void
  opened(kind: 'device' | 'stock'): void
  /** Ended by us, or by the other side; 1006: without a word. */
  closed(kind: 'device' | 'stock', code: number): void
}
