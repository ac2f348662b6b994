import { join } from 'node:path'
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
import { lockFolder } from '../../src/storage/folder-lock.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { openAlone } from '../support/open-alone.ts'

// The inside of a desk, without what makes it slow to start: writes without end and says what it would have told the person,
// `acknowledged <title>` and `placed <title>`. Killed by its parent. `early`: the mutant, which says so before it is true.
const [, , folder = '', cycle = '0', fault] = process.argv
lockFolder(folder)
const store = await openSqlite({ file: join(folder, 'desk.sqlite') })
const { desk, calendar } = await openAlone(store)
const { workspace } = desk.identity()
const zone = ZoneName.parse('Europe/Berlin')

/** With `early`, the word goes out before the deed. */
async function saying(line: string, deed: () => Promise<{ readonly ok: boolean }>): Promise<void> {
  if (fault === 'early') process.stdout.write(`${line}\n`)
  if (!(await deed()).ok) throw new Error(`refused: ${line}`)
  if (fault !== 'early') process.stdout.write(`${line}\n`)
}

for (let index = 0; ; index += 1) {
  const title = `${cycle}/${index}`
  const startsAt = instant(1_800_000_000_000 + Number(cycle) * 3_600_000 + index * 60_000)
  const time = { kind: 'timed' as const, startsAt, endsAt: instant(startsAt + 60_000), zone }
  const id = AppointmentId.parse(newId())
  const document = documentName({ kind: 'entries', workspace, calendar, part: homePart({ time }) })
  await saying(`acknowledged ${title}`, () => execute(desk, createAppointment, { id, calendar, title, time }))
  const edit = { location: title }
  if (index % 3 === 0) {
    const scope = { kind: 'all' as const }
    await saying(`placed ${title}`, () => execute(desk, editAppointment, { document, id, scope, edit }))
  }
  // Working alone nothing is ever acknowledged by a server; a tidy-up in between is a write like others.
  if (index % 10 === 9) await desk.lane.run(() => store.tx(async (tx) => compact(tx, document)))
}
