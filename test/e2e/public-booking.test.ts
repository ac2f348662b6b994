import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BookingError, BookingMade, SlotsAnswer } from '../../src/core/contract/booking.ts'
import { instant } from '../../src/core/model/instant.ts'
import { ZoneName } from '../../src/core/model/wall.ts'
import { chromiumPath, launchChromium, openPage } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { openWorld, type World, type WorldDesk } from './world.ts'

const zone = ZoneName.parse('Europe/Berlin')
const DAY = 86_400_000
const Mails = z.array(z.object({ to: z.unknown(), text: z.string() }))

describe.skipIf(chromiumPath === undefined)('an invitee books on the public page [Chromium]', () => {
  let world: World, browser: Browser, laptop: WorldDesk, tablet: WorldDesk, link: string
  beforeAll(async () => {
    world = await openWorld()
    browser = await launchChromium()
    laptop = await world.openDesk(0)
    tablet = await world.openDesk(0)
    const { member } = await laptop.call.session.get()
    const own = (await laptop.call.eventTypes.list()).find((one) => one.eventType.owner === member.id)
    link = own?.publicUrls[0]?.replace(/\/$/, '') ?? ''
  })
  afterAll(async () => {
    await browser?.close()
    await world?.[Symbol.asyncDispose]()
  })

  async function slots() {
    const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
    const query = new URLSearchParams({ start: date(0), end: date(30), timezone: zone })
    const answer = SlotsAnswer.parse(await (await fetch(`${link}/slots?${query}`)).json())
    return Object.values(answer.days).flat()
  }
  async function booked(desk: WorldDesk, name: string) {
    const span = { start: instant(Date.now()), end: instant(Date.now() + 60 * DAY) }
    return (await desk.call.appointments.within({ span, zone })).find(
      (one) => one.bookingId !== undefined && one.title.includes(name),
    )
  }

  test('C5 without JavaScript: time, name, e-mail, submit; both desks show it and the slot is gone', async () => {
    const before = await slots()
    await using page = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(`${link}/`)
    await page.locator('a[href*="start="], button[name="start"]').first().click()
    await page.getByLabel(/name/i).fill('Nora Lind')
    await page.getByLabel(/mail/i).fill('nora@example.org')
    await page.locator('form[action$="/book"]').getByRole('button').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const submitted = performance.now()
    expect(await page.locator('main').innerText()).toContain('Nora Lind')

    await eventually(() => booked(laptop, 'Nora Lind'), { what: 'the booking on the first desk', everyMs: 5 })
    const first = performance.now() - submitted
    await eventually(() => booked(tablet, 'Nora Lind'), { what: 'the booking on the second desk', everyMs: 5 })
    console.log(
      `booked: on the first desk after ${Math.round(first)} ms, on the second after ${Math.round(performance.now() - submitted)} ms`,
    )
    const after = new Set((await slots()).map((slot) => slot.start))
    expect(before.filter((slot) => !after.has(slot.start)).length).toBeGreaterThan(0)
    expect(after.has(before[0]?.start ?? '')).toBe(false)
  })

  test('C1 C2 of 50 bookings of one slot at once exactly one wins; 49 are told so, with three alternatives', async () => {
    const start = (await slots())[4]?.start
    const attempt = async (index: number) => {
      const body = JSON.stringify({ start, timezone: zone, name: `Racer ${index}`, email: `racer${index}@example.org` })
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
      const answer = await fetch(`${link}/book`, { method: 'POST', headers, body })
      return { status: answer.status, body: await answer.json() }
    }
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => attempt(index)))
    const won = answers.filter((answer) => answer.status === 201)
    const lost = answers.filter((answer) => answer.status === 409).map((answer) => BookingError.parse(answer.body))
    expect([won.length, lost.length]).toEqual([1, 49])
    expect(BookingMade.parse(won[0]?.body).start).toBe(start)
    expect(new Set(lost.map((answer) => `${answer.error} ${answer.alternatives?.length}`))).toEqual(
      new Set(['slot-taken 3']),
    )

    const span = { start: instant(Date.now()), end: instant(Date.now() + 60 * DAY) }
    const racers = async () =>
      (await laptop.call.appointments.within({ span, zone })).filter((one) => one.title.includes('Racer'))
    await eventually(async () => (await racers()).length > 0, { what: 'the winner on the desk' })
    expect(await racers()).toHaveLength(1)
  })

  test('C14 the invitee cancels by the link in the mail; looking changes nothing', async () => {
    const mail = await eventually(async () => {
      const received = Mails.parse(await (await fetch(`${world.server.url}/mailbox/messages.json`)).json())
      return received.find(
        ({ to, text }) => JSON.stringify(to).includes('nora@example.org') && text.includes('/manage'),
      )
    })
    const manage = /https?:\/\/\S+\/booking\/\S+\/manage/.exec(mail.value.text)?.[0] ?? ''
    await using page = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(manage)
    expect(await booked(laptop, 'Nora Lind')).toMatchObject({ status: 'confirmed' })
    await page.getByRole('button', { name: /cancel/i }).click()
    await eventually(async () => (await booked(laptop, 'Nora Lind'))?.status === 'cancelled', {
      what: 'the cancellation on the desk',
    })
  })
})
