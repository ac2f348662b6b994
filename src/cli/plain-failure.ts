/** A failure that is told to the person in exactly these words. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure'
}
