import { createAppointment } from '../../src/core/commands/create-appointment.ts'
import { editAppointment } from '../../src/core/commands/edit-appointment.ts'
import { homePart } from '../../src/core/document/calendar-part.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { AppointmentId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { execute } from '../../src/engine/desk/execute.ts'
import { newId } from '../../src/engine/new-id.ts'
import { compact } from '../../src/storage/desk/compact.ts'
import type { DeskStore } from '../../src/storage/store.ts'
import { openAlone } from '../support/open-alone.ts'

type Deed = () => Promise<{ readonly ok: boolean; readonly reason?: string }>

export type Writing = {
  /** Part of every title, so that several lives of one desk can be told apart. */
  readonly cycle: string
  readonly writes: number
  /** Says what the person would be told, around the deed: `acknowledged <title>` or `placed <title>`. */
  readonly tell: (line: string, deed: Deed) => Promise<void>
}

/** The inside of a desk, without what makes it slow to start, writing appointments, editing them and folding its log. */
export async function writeOn(store: DeskStore, { cycle, writes, tell }: Writing): Promise<void> {
  const { desk, calendar } = await openAlone(store)
  const { workspace } = desk.identity()
  const zone = ZoneName.parse('Europe/Berlin')
  for (let index = 0; index < writes; index += 1) {
    const title = `${cycle}/${index}`
    const startsAt = instant(1_800_000_000_000 + Number(cycle) * 3_600_000 + index * 60_000)
    const time = { kind: 'timed' as const, startsAt, endsAt: instant(startsAt + 60_000), zone }
    const id = AppointmentId.parse(newId())
    const document = documentName({ kind: 'entries', workspace, calendar, part: homePart({ time }) })
    await tell(`acknowledged ${title}`, () => execute(desk, createAppointment, { id, calendar, title, time }))
    const edit = { location: title }
    const scope = { kind: 'all' as const }
    if (index % 3 === 0) {
      await tell(`placed ${title}`, () => execute(desk, editAppointment, { document, id, scope, edit }))
    }
    if (index % 10 === 9) await desk.lane.run(() => store.tx(async (tx) => compact(tx, document)))
  }
}
