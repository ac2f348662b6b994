import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../src/core/model/instant.ts'
import type { AppointmentId } from '../../src/core/model/ids.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { eventually } from '../support/eventually.ts'
import { openWorld, type World, type WorldDesk } from './world.ts'

const zone = ZoneName.parse('Europe/Berlin')
const HOUR = 3_600_000
const start = Date.now() + 48 * HOUR

describe('two devices while the server is away', () => {
  let world: World, laptop: WorldDesk, tablet: WorldDesk
  beforeAll(async () => {
    world = await openWorld()
    laptop = await world.openDesk(0)
    tablet = await world.openDesk(0)
  })
  afterAll(async () => world?.[Symbol.asyncDispose]())

  const timed = (hours: number) => ({
    kind: 'timed' as const,
    startsAt: instant(start + hours * HOUR),
    endsAt: instant(start + (hours + 1) * HOUR),
    zone,
  })
  const everything = async (desk: WorldDesk) => {
    const span = { start: instant(start - 60 * 24 * HOUR), end: instant(start + 60 * 24 * HOUR) }
    return (await desk.call.appointments.within({ span, zone })).map(
      ({ appointment, original, title, time, status }) => ({ appointment, original, title, time, status }),
    )
  }
  const online = async (desk: WorldDesk) =>
    eventually(async () => {
      const { phase, waiting } = await desk.call.sync.state()
      return phase === 'online' && waiting === 0
    })

  test('Y1 Y2 Y7 both edit, it comes back, both agree and nothing is lost', async () => {
    const calendar = (await laptop.call.calendars.list()).find((one) => one.permission === 'admin')?.calendar.id
    if (!calendar) throw new Error('no calendar of one’s own')
    const common = await laptop.call.appointments.create({ calendar, title: 'Staff meeting', time: timed(0) })
    await eventually(async () => (await everything(tablet)).some((one) => one.appointment === common.id))

    await world.stopServer()
    await eventually(async () => (await laptop.call.sync.state()).phase === 'offline', { what: 'going offline' })
    const made: AppointmentId[] = []
    for (let index = 0; index < 20; index += 1) {
      const desk = index % 2 === 0 ? laptop : tablet
      made.push((await desk.call.appointments.create({ calendar, title: `Offline ${index}`, time: timed(index) })).id)
    }
    await laptop.call.appointments.edit({
      id: common.id,
      scope: { kind: 'all' },
      edit: { title: 'Staff meeting, moved' },
    })
    await tablet.call.appointments.move({ id: common.id, scope: { kind: 'all' }, time: timed(5) })
    expect((await laptop.call.sync.state()).waiting).toBe(11)

    await world.startServer()
    await online(laptop)
    await online(tablet)
    await eventually(
      async () => JSON.stringify(await everything(laptop)) === JSON.stringify(await everything(tablet)),
      { what: 'agreement' },
    )

    const agreed = await everything(laptop)
    expect(made.filter((id) => !agreed.some((one) => one.appointment === id))).toEqual([])
    expect(agreed.find((one) => one.appointment === common.id)).toMatchObject({
      title: 'Staff meeting, moved',
      time: timed(5),
    })
    expect([await laptop.call.sync.refused(), await tablet.call.sync.refused()]).toEqual([[], []])
  })
})
