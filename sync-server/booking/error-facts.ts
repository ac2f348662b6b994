/** What a log may say of an error: its codes, and where it was thrown. Its text may hold names and addresses. */
export function errorFacts(error: unknown): { readonly code: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? ` ${error.responseCode}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line))
  return { code: `${code}${answer}`, at: frames.slice(0, 8).map((line) => line.trim()) }
}
