import { z } from 'zod'
import { DeviceId, MemberId, WorkspaceId } from '../../core/model/ids.ts'
import { putSetting, settingOf } from '../../storage/desk/setting.ts'
import type { DeskHandle, DeskReadHandle } from '../../storage/handle.ts'

const KEY = 'identity'

/** Whose desk this is. It lies in the database beside the documents it is about, so that both change at once or not at all. */
export const Identity = z
  .object({
    workspace: WorkspaceId,
    member: MemberId,
    device: DeviceId,
    /** The server it belongs to; absent while working alone. */
    server: z.url().optional(),
    email: z.string().optional(),
  })
  .readonly()
export type Identity = z.infer<typeof Identity>

export function readIdentity(db: DeskReadHandle): Identity | undefined {
  const text = settingOf(db, KEY)
  return text === undefined ? undefined : Identity.parse(JSON.parse(text))
}

export function writeIdentity(tx: DeskHandle, identity: Identity): void {
  putSetting(tx, { key: KEY, value: JSON.stringify(identity) })
}
