import { memberById } from '../../storage/queries/member-by-id.ts'
import { workspaceById } from '../../storage/queries/workspace-by-id.ts'
import type { Session } from '../../core/contract/desk.ts'
import type { Desk } from '../desk/desk.ts'
import { forgetWipedNotice, wipedNotice } from '../desk/start-afresh.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { refusal, valueOf } from './refusals.ts'

const os = implementer.session

export function sessionProcedures({ desk, link }: Parts) {
  return os.router({
    get: os.get.handler(() => sessionOf(desk)),
    connect: os.connect.handler(async ({ input }) => {
      valueOf(await link.connect(input))
      return sessionOf(desk)
    }),
    signOut: os.signOut.handler(async ({ input }) => {
      valueOf(await link.signOut(input.copy))
      return sessionOf(desk)
    }),
    devices: os.devices.handler(async () => {
      const { device } = desk.identity()
      return valueOf(await link.devices()).map(({ id, name, createdAt, seenAt }) => {
        return { id, name, createdAt, seenAt, isThis: id === device }
      })
    }),
    revokeDevice: os.revokeDevice.handler(async ({ input }) => valueOf(await link.revokeDevice(input.device))),
    seenWiped: os.seenWiped.handler(() => forgetWipedNotice(desk)),
  })
}

async function sessionOf({ store, identity }: Desk): Promise<Session> {
  const { workspace: id, member: memberId, server, email } = identity()
  const found = await workspaceById(store.read, id)
  const member = await memberById(store.read, { workspace: id, id: memberId })
  if (found === undefined || member === undefined) throw refusal('not-found', { workspace: id, member: memberId })
  return { workspace: found, member, server, email, wiped: wipedNotice(store.read) }
}
