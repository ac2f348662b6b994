import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { network } from '../../src/engine/connect.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import { fileSecrets } from '../../src/engine/file-secrets.ts'
import { newId } from '../../src/engine/new-id.ts'

// A desk that writes without end and says what was acknowledged to the person: `acknowledged <title>`. Killed by its parent.
const [, , folder = '', cycle = '0', fault] = process.argv
const engine = await createEngine({
  dataDir: folder,
  connect: network(),
  now: () => instant(Date.now()),
  newId,
  secrets: fileSecrets(folder),
  deviceName: 'test',
})
const calendar = (await engine.call.calendars.list())[0]?.calendar.id
if (!calendar) throw new Error('no calendar')
const zone = ZoneName.parse('Europe/Berlin')
const say = (title: string) => process.stdout.write(`acknowledged ${title}\n`)

process.stdout.write('{"ready":true}\n')
for (let index = 0; ; index += 1) {
  const title = `${cycle}/${index}`
  const startsAt = instant(1_800_000_000_000 + Number(cycle) * 3_600_000 + index * 60_000)
  // The mutant says so before it is true.
  if (fault === 'acknowledge-early') say(title)
  await engine.call.appointments.create({
    calendar,
    title,
    time: { kind: 'timed', startsAt, endsAt: instant(startsAt + 60_000), zone },
  })
  if (fault !== 'acknowledge-early') say(title)
}
