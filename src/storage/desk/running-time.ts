import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { putSetting, settingOf } from './setting.ts'

const KEY = 'running'

/** How long this desk has run since it was made, in milliseconds, to within some minutes. No clock of the machine moves it. */
export function runningTime(db: DeskReadHandle): number {
  return Number(settingOf(db, KEY) ?? 0)
}

export function addRunningTime(tx: DeskHandle, milliseconds: number): void {
  putSetting(tx, { key: KEY, value: `${Math.round(runningTime(tx) + milliseconds)}` })
}
