import { describe, expect, test } from 'vitest'
import { readCalendarFileInWorker } from '../../../src/engine/calendar-file/read-in-worker.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'

const input = {
  zone: ZoneName.parse('Europe/Berlin'),
  now: instant(Date.parse('2026-11-20T00:00:00Z')),
  signal: new AbortController().signal,
  deadlineMs: 60_000,
}
const event = (uid: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20260323T090000Z', ...lines, 'END:VEVENT'].join('\r\n')
const file = (...events: string[]) => ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n')
// Valid, and more than ical.js can bear: it never comes back from it.
const HANGS = 'RRULE:FREQ=DAILY;BYMONTHDAY=-1,-2'

describe('a calendar file in a worker', () => {
  test('is read like any other, both parsers asked', async () => {
    const text = file(
      event('plain'),
      event('dates', 'RDATE:20260324T090000Z'),
      event('bad', 'DTEND:20260323T080000Z'),
      event('anchored', 'RRULE:FREQ=WEEKLY;COUNT=2'),
    )
    const report = await readCalendarFileInWorker(text, input)
    expect(report.appointments.map((one) => one.uid)).toEqual(['plain', 'dates', 'anchored'])
    expect(report.setAside.map(({ uid, reason }) => [uid, reason])).toEqual([['bad', 'end-before-start']])
    expect(report.flagged.map(({ uid, detail }) => [uid, detail])).toEqual([
      ['dates', 'ical.js does not have 20260323T090000Z; node-ical does not have 20260324T090000Z'],
    ])
    expect([report.total, report.readable]).toEqual([4, true])
  })

  test('on which a parser hangs comes in whole: that event unchecked, all others as ever', async () => {
    const many = Array.from({ length: 120 }, (_, i) => event(`e${i}`))
    const text = file(...many.slice(0, 60), event('one', HANGS), ...many.slice(60), event('two', HANGS))
    const report = await readCalendarFileInWorker(text, { ...input, deadlineMs: 20_000 })
    const order = [
      ...many.slice(0, 60).map((_, i) => `e${i}`),
      'one',
      ...many.slice(60).map((_, i) => `e${i + 60}`),
      'two',
    ]
    expect(report.appointments.map((one) => one.uid)).toEqual(order)
    expect(report.setAside).toEqual([])
    expect(report.flagged.map(({ uid, detail }) => [uid, detail])).toEqual([
      ['one', 'a parser could not read it: it came to no end'],
      ['two', 'a parser could not read it: it came to no end'],
    ])
  })

  test('that takes longer than it may is read as far as it goes, the rest is set aside for the deadline', async () => {
    const text = file(event('first'), event('second', HANGS), event('third'))
    const report = await readCalendarFileInWorker(text, { ...input, deadlineMs: 0 })
    expect(report.appointments).toEqual([])
    expect(report.total).toBe(3)
    expect(report.setAside).toEqual(
      ['first', 'second', 'third'].map((uid, i) => ({
        title: '',
        uid,
        line: [2, 6, 11][i],
        reason: 'deadline',
        detail: 'reading it takes too long',
        text: [event('first'), event('second', HANGS), event('third')][i]?.replaceAll('\r\n', '\n'),
      })),
    )
  })

  test('full of events that hang a parser ends at its deadline, and loses none of them', async () => {
    const uids = Array.from({ length: 60 }, (_, i) => `e${i}`)
    const report = await readCalendarFileInWorker(file(...uids.map((uid) => event(uid, HANGS))), {
      ...input,
      deadlineMs: 2_000,
    })
    const found = [...report.appointments, ...report.setAside].map((one) => `${one.uid}`)
    expect(new Set(found)).toEqual(new Set(uids))
    expect(found).toHaveLength(uids.length)
    expect(report.total).toBe(60)
    expect(new Set(report.setAside.map((one) => one.reason))).toEqual(new Set(['deadline']))
  })

  test('is left alone when it is no longer wanted', async () => {
    const stop = new AbortController()
    const reading = readCalendarFileInWorker(file(event('a', HANGS)), { ...input, signal: stop.signal })
    stop.abort(new Error('changed my mind'))
    await expect(reading).rejects.toThrow('changed my mind')
    await expect(readCalendarFileInWorker(file(), { ...input, signal: stop.signal })).rejects.toThrow('changed my mind')
  })

  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><html><body>Sign in</body></html>'],
    ['bytes', String.fromCodePoint(...Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 0xd800))],
  ])('%s is none', async (_title, text) => {
    const nothing = { appointments: [], setAside: [], flagged: [], total: 0, readable: false }
    expect(await readCalendarFileInWorker(text, input)).toEqual(nothing)
  })

  test('of 20 MB with one endless line arrives', async () => {
    const text = file(event('a'), event('b', `DESCRIPTION:${'x'.repeat(20_000_000)}`), event('c'))
    const report = await readCalendarFileInWorker(text, input)
    expect(report.appointments.map((one) => [one.uid, one.description.length])).toEqual([
      ['a', 0],
      ['b', 100_000],
      ['c', 0],
    ])
    expect(report.flagged.map((one) => one.detail)).toEqual(['DESCRIPTION was cut to 100000 characters'])
  })
})
