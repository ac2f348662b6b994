import { askPassword } from './ask-password.ts'
import { dataFolder } from './data-folder.ts'
import { openBrowser } from './open-browser.ts'
import { openLoopbackDesk, type Account } from './open-loopback-desk.ts'
import { untilTold } from './until-told.ts'

export type DeskOptions = {
  readonly data?: string
  readonly profile?: string
  readonly server?: string
  readonly signIn?: string
  readonly port?: number
  readonly json?: boolean
  readonly headless?: boolean
}

/** `dayloom desk`: the desktop engine on loopback, for a browser, until it is told to end. */
export async function runDesk(options: DeskOptions): Promise<void> {
  const told = untilTold()
  const { desk: folder } = dataFolder(options)
  await using desk = await openLoopbackDesk(folder, { account: accountOf(options), port: options.port ?? 0 })
  const { tokenUrl } = desk.loopback
  const ready = { desk: tokenUrl, server: options.server }
  process.stdout.write(options.json === true ? `${JSON.stringify(ready)}\n` : `Dayloom: ${tokenUrl}\n`)
  // With `--json` the token in the address is the reader's to use.
  if (options.headless !== true && options.json !== true) openBrowser(tokenUrl)
  await told
}

function accountOf({ server, signIn: email }: DeskOptions): Account | undefined {
  if (server === undefined || email === undefined) return undefined
  return { server, email, password: () => askPassword(email) }
}
