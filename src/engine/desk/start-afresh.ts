import { WipedNotice } from '../../core/contract/desk.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { putSetting, removeSetting, settingOf } from '../../storage/desk/setting.ts'
import { wipeDesk } from '../../storage/desk/wipe-desk.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'
import { beginAlone, newIdentity, type Beginning } from './begin-alone.ts'
import type { Desk } from './desk.ts'
import { writeRows } from './write-rows.ts'

const KEY = 'wiped'

/**
 * Wipes everything that was here, from the disk too, and begins alone, as somebody else. One that is cut short is wiped all the
 * same: without an identity the next start begins anew.
 */
export async function startAfresh(desk: Desk, beginning: Beginning, why: WipedNotice['why']): Promise<void> {
  await desk.lane.run(async () => {
    const names = documentStates(desk.store.read).map(({ name }) => name)
    await writeRows(desk, async ({ tx, forget }) => {
      for (const name of names) await forget(name)
      await wipeDesk(tx)
      putSetting(tx, { key: KEY, value: JSON.stringify({ why, at: desk.now() }) })
    })
    desk.documents.discard(names)
    desk.becomes(newIdentity(desk.newId))
    desk.marks.reset()
    desk.leaveNoTrace()
  })
  await beginAlone(desk, beginning)
  desk.changes.publish([
    'session',
    'members',
    'calendars',
    'appointments',
    'schedules',
    'absences',
    'eventTypes',
    'refused',
  ])
}

/** Why there is nothing here of what was, until somebody has read it. */
export function wipedNotice(db: DeskReadHandle): WipedNotice | undefined {
  const text = settingOf(db, KEY)
  return text === undefined ? undefined : WipedNotice.parse(JSON.parse(text))
}

export async function forgetWipedNotice({ store, changes }: Desk): Promise<void> {
  await store.tx(async (tx) => removeSetting(tx, KEY))
  changes.publish(['session'])
}
