/** Whether `error` says that no answer came at all: `fetch` throws a TypeError, a deadline a DOMException. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException
}
