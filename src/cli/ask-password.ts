import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { PlainFailure } from './plain-failure.ts'

/** From DAYLOOM_PASSWORD, else from the terminal, unseen. */
export async function askPassword(email: string): Promise<string> {
  const given = process.env['DAYLOOM_PASSWORD']
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY) throw new PlainFailure('No password: set DAYLOOM_PASSWORD, or run this in a terminal.')
  process.stderr.write(`Password for ${email}: `)
  // Readline echoes what is typed; here it echoes into nothing.
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true })
  terminal.on('SIGINT', () => process.exit(130))
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
