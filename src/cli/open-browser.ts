import { spawn } from 'node:child_process'

/** Asks the system to show `url`. Where it has no browser nothing happens: the address stands on the screen as well. */
export function openBrowser(url: string): void {
  const [command, ...args] = opener(url)
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url]
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return ['xdg-open', url]
}
