import { z } from 'zod'
import { parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import type { Span } from '../../core/time/recurrence.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import { putSetting, settingOf } from '../../storage/desk/setting.ts'
import type { DeskStore } from '../../storage/store.ts'
import type { Desk } from './desk.ts'
import { horizonAt } from './horizon.ts'
import { projectDocument } from './project-document.ts'
import { writeRows } from './write-rows.ts'

/** Over which span series are rows: `projected` for what is written now, `covered` for what can be relied on when asking. */
export type HorizonKeeper = {
  projected(): Span
  covered(): Span
  /** Expands anew where time, or the tz database (T3), has moved on. */
  keepUp(desk: Desk): Promise<void>
}

const KEY = 'horizon'
const Kept = z.object({ from: z.number(), until: z.number(), tz: z.string() })

/** `tz`: the version of the tz database that this process counts with. */
export function createHorizonKeeper(store: DeskStore, now: () => number, tz: string): HorizonKeeper {
  const text = settingOf(store.read, KEY)
  let kept = text === undefined ? undefined : Kept.parse(JSON.parse(text))
  let projected: Span = horizonAt(now())
  const covered = () => (kept === undefined ? projected : common(kept, projected))
  const keepUp = async (desk: Desk) => {
    projected = horizonAt(now())
    const { from, until } = projected
    if (kept?.from === from && kept.until === until && kept.tz === tz) return
    for (const name of seriesDocuments(store)) await desk.lane.run(() => expand(desk, name, projected))
    const next = { from, until, tz }
    await store.tx(async (tx) => putSetting(tx, { key: KEY, value: JSON.stringify(next) }))
    kept = next
    desk.changes.publish(['appointments'])
  }
  return { projected: () => projected, covered, keepUp }
}

function common(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
}

function seriesDocuments({ read }: DeskStore): DocumentName[] {
  return documentStates(read).flatMap(({ name }) => {
    const ref = parseDocumentName(name)
    return ref?.kind === 'entries' && ref.part === 'series' ? [name] : []
  })
}

async function expand(desk: Desk, name: DocumentName, horizon: Span): Promise<void> {
  const changes = projectDocument(desk.documents.open(name), 'all', horizon)
  await writeRows(desk, (rows) => rows.apply(changes))
  desk.documents.trim()
}
