import { spawn } from 'node:child_process'

/** Asks the system to show `url`. Where it has no browser nothing happens: the address stands on the screen as well. */
export function openBrowser(url: string): void {
  const [command, ...args] = opener(url)
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

function opener(url: string): [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', url]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url]
    default:
      return ['xdg-open', url]
  }
}
