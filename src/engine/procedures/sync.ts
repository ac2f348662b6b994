import { instant } from '../../core/model/instant.ts'
import { dismissCommand } from '../../storage/desk/dismiss-command.ts'
import { refusedCommands } from '../../storage/desk/refused-commands.ts'
import { dismissRestored } from '../../storage/desk/restored-server.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'

const os = implementer.sync

export function syncProcedures({ desk, status }: Parts) {
  return os.router({
    state: os.state.handler(() => status.get()),
    watch: os.watch.handler(({ signal }) => status.watch(signal)),
    refused: os.refused.handler(() =>
      refusedCommands(desk.store.read).map(({ id, verb, input, reason, at }) => {
        return { id, verb, input, reason, at: instant(at) }
      }),
    ),
    dismiss: os.dismiss.handler(async ({ input }) => {
      await desk.store.tx(async (tx) => dismissCommand(tx, input.id))
      desk.changes.publish(['refused'])
      await status.count()
    }),
    dismissRestored: os.dismissRestored.handler(async () => {
      await desk.store.tx(async (tx) => dismissRestored(tx))
      await status.count()
    }),
  })
}
