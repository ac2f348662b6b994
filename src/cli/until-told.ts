/**
 * Settles at the first Ctrl-C or request to end, or when whoever started this process over a channel is gone, killed or not.
 * A second Ctrl-C ends the process at once.
 */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    const told = () => {
      process.once('SIGINT', () => process.exit(130))
      resolve()
    }
    for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(reason, told)
    // The channel is there to be listened to, not to keep a process alive that has come to its end.
    process.channel?.unref()
    // It may have been closed before anybody listened.
    // oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare -- undefined where there never was a channel
    if (process.connected === false) resolve()
  })
}
