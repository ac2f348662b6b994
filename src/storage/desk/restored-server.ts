import { z } from 'zod'
import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { putSetting, removeSetting, settingOf } from './setting.ts'

const KEY = 'restored-server'

/** `older`: nobody has said that it was restored; its data have merely become older than what it had told this desk. */
const RestoredServer = z.object({ how: z.enum(['restored', 'older']), at: z.number() }).readonly()
export type RestoredServer = z.infer<typeof RestoredServer>

/** That the server was found to be what it once was: until the person has read it. */
export function restoredServer(db: DeskReadHandle): RestoredServer | undefined {
  const text = settingOf(db, KEY)
  return text === undefined ? undefined : RestoredServer.parse(JSON.parse(text))
}

export function noteRestored(tx: DeskHandle, restored: RestoredServer): void {
  putSetting(tx, { key: KEY, value: JSON.stringify(restored) })
}

export function dismissRestored(tx: DeskHandle): void {
  removeSetting(tx, KEY)
}
