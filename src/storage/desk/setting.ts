import { eq } from 'drizzle-orm'
import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { setting } from './desk-schema.ts'

/** What belongs to these data and not to the device: who is signed in, which workspace. */
export function settingOf(db: DeskReadHandle, key: string): string | undefined {
  return db.desk.select().from(setting).where(eq(setting.key, key)).get()?.value
}

export function putSetting(tx: DeskHandle, { key, value }: { key: string; value: string }): void {
  tx.desk.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } }).run()
}

export function removeSetting(tx: DeskHandle, key: string): void {
  tx.desk.delete(setting).where(eq(setting.key, key)).run()
}
