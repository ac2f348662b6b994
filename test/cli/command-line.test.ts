import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { runProcess, startProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const stack = new DisposableStack()
afterAll(() => stack.dispose())

const FILE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Somebody//Calendar//EN',
  ...event('weekly', 'DTSTART;TZID=Europe/Berlin:20261123T090000', 'DURATION:PT45M', 'RRULE:FREQ=WEEKLY;COUNT=3'),
  ...event('fair', 'DTSTART;VALUE=DATE:20261127', 'DTEND;VALUE=DATE:20261129'),
  ...event('broken', 'DTSTART:20261399T000000Z'),
  'END:VCALENDAR',
  '',
].join('\r\n')

function event(name: string, ...lines: string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${name}@example.org`, `SUMMARY:${name}`, ...lines, 'END:VEVENT']
}

function cli(...args: string[]) {
  return runProcess('bin/dayloom', args)
}

function folder(): string {
  return stack.use(temporaryFolder()).path
}

test('import, and agenda with both days included, on a folder on which nothing runs', async () => {
  const data = folder()
  const file = join(data, 'mine.ics')
  writeFileSync(file, FILE)
  const imported = await cli('import', file, '--calendar', 'Old', '--data', data)
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  expect(imported.stdout).toBe(
    '2 created, 0 updated, 0 unchanged, 1 set aside, 0 flagged.\n' +
      'Set aside: broken (line 17): invalid-date: DTSTART:20261399T000000Z\n',
  )
  const days = ['--from', '2026-11-23', '--to', '2026-11-30', '--timezone', 'Asia/Kathmandu']
  const agenda = await cli('agenda', ...days, '--data', data, '--json')
  expect(agenda).toMatchObject({ code: 0, stderr: '' })
  const items: { id?: string }[] = JSON.parse(agenda.stdout)
  expect(items.every(({ id }) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true)
  for (const item of items) delete item.id
  expect(items).toEqual([
    weekly('2026-11-23T13:45:00+05:45', '2026-11-23T14:30:00+05:45'),
    {
      calendar: 'Old',
      title: 'fair',
      start: '2026-11-27T00:00:00+05:45',
      end: '2026-11-29T00:00:00+05:45',
      allDay: true,
      status: 'confirmed',
    },
    weekly('2026-11-30T13:45:00+05:45', '2026-11-30T14:30:00+05:45'),
  ])
})

function weekly(start: string, end: string) {
  return { calendar: 'Old', title: 'weekly', start, end, allDay: false, status: 'confirmed' }
}

test('a running desk answers the command line; a second one is refused in one sentence; it ends in order', async () => {
  const data = folder()
  const file = join(data, 'mine.ics')
  writeFileSync(file, FILE)
  const desk = await startProcess('bin/dayloom', ['desk', '--headless', '--json', '--data', data])
  expect(desk.ready['desk']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  expect(await cli('import', file, '--calendar', 'Old', '--data', data)).toMatchObject({ code: 0, stderr: '' })
  const agenda = await cli('agenda', '--from', '2026-11-27', '--to', '2026-11-27', '--data', data)
  expect(agenda).toMatchObject({ code: 0, stdout: '2026-11-27  2026-11-28  fair  [Old]\n' })
  const second = await cli('desk', '--headless', '--data', data)
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toBe(
    `Dayloom is already running on ${join(data, 'desk')}; close it first, or choose another folder.\n`,
  )
  expect(await desk.end('SIGTERM')).toBe(0)
  expect(existsSync(join(data, 'desk', 'engine.json'))).toBe(false)
})

test('Y8 two accounts on one machine stay apart: each profile has a data folder of its own, and no file of another is touched', async () => {
  const data = folder()
  const file = join(data, 'mine.ics')
  writeFileSync(file, FILE)
  const days = ['--from', '2026-11-27', '--to', '2026-11-27', '--data', data]
  expect((await cli('import', file, '--calendar', 'Old', '--data', data, '--profile', 'anna')).code).toBe(0)
  expect((await cli('agenda', ...days, '--profile', 'ben')).stdout).toBe('')
  expect((await cli('agenda', ...days, '--profile', 'anna')).stdout).toContain('fair')
  expect(readdirSync(data).toSorted()).toEqual(['mine.ics', 'profiles'])
  expect(readdirSync(join(data, 'profiles')).toSorted()).toEqual(['anna', 'ben'])
  for (const wrong of ['..', 'Anna']) {
    const refused = await cli('agenda', ...days, '--profile', wrong)
    expect([wrong, refused.code]).toEqual([wrong, 2])
  }
}, 120_000)

test('Y8 two profiles are open at once', async () => {
  const data = folder()
  await using anna = await startProcess('bin/dayloom', [
    'desk',
    '--headless',
    '--json',
    '--data',
    data,
    '--profile',
    'anna',
  ])
  await using ben = await startProcess('bin/dayloom', [
    'desk',
    '--headless',
    '--json',
    '--data',
    data,
    '--profile',
    'ben',
  ])
  expect(anna.ready['desk']).not.toBe(ben.ready['desk'])
  const again = await cli('desk', '--headless', '--data', data, '--profile', 'ben')
  expect(again.stderr).toBe(
    `Dayloom is already running on ${join(data, 'profiles', 'ben', 'desk')}; close it first, or choose another folder.\n`,
  )
}, 120_000)

test('every failure is one sentence and exit code 1', async () => {
  const data = folder()
  const text = join(data, 'notes.txt')
  writeFileSync(text, 'Buy milk\n')
  const say = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli(...args, '--data', data)
    return [code, stdout, stderr]
  }
  expect(await say('import', join(data, 'none.ics'), '--calendar', 'x')).toEqual([
    1,
    '',
    `There is no file ${join(data, 'none.ics')}.\n`,
  ])
  expect(await say('import', text, '--calendar', 'x')).toEqual([1, '', 'That is no calendar file.\n'])
  writeFileSync(join(data, 'big.ics'), `BEGIN:VCALENDAR\r\n${'X'.repeat(50 * 1024 * 1024)}`)
  expect(await say('import', join(data, 'big.ics'), '--calendar', 'x')).toEqual([
    1,
    '',
    'The file is larger than 50 MB.\n',
  ])
  const inAFile = await cli('agenda', '--from', '2026-11-20', '--to', '2026-11-20', '--data', text)
  expect(inAFile.stderr).toBe('The folder for data cannot be used: choose another one with --data.\n')
  const account = ['desk', '--headless', '--server', 'http://127.0.0.1:9', '--sign-in', 'ada@example.org']
  expect(await say(...account)).toEqual([1, '', 'No password: set DAYLOOM_PASSWORD, or run this in a terminal.\n'])
})

test('a folder from a newer version is left alone, and said so', async () => {
  const data = folder()
  expect((await cli('agenda', '--from', '2026-11-20', '--to', '2026-11-20', '--data', data)).code).toBe(0)
  const file = join(data, 'desk', 'desk.sqlite')
  const database = new Database(file)
  database.prepare("INSERT INTO migration (at, tag) VALUES (99999999999999, 'later')").run()
  database.close()
  const before = readFileSync(file)
  expect(await cli('agenda', '--from', '2026-11-20', '--to', '2026-11-20', '--data', data)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'This data was written by a newer version of Dayloom; please update Dayloom to open it.\n',
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a damaged file is said to be one, and left as it is', async () => {
  const data = folder()
  mkdirSync(join(data, 'desk'))
  const file = join(data, 'desk', 'desk.sqlite')
  writeFileSync(file, 'no database at all '.repeat(500))
  const before = readFileSync(file)
  expect(await cli('agenda', '--from', '2026-11-20', '--to', '2026-11-20', '--data', data)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${file} is damaged: restore it from a backup, or move it away and sign in again to fetch what the server has.\n`,
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('the announcement of a dead engine, whose process id is another’s by now, bars nobody', async () => {
  const data = folder()
  mkdirSync(join(data, 'desk'))
  const announcement = { url: 'http://127.0.0.1:9', key: 'secret', pid: process.pid }
  writeFileSync(join(data, 'desk', 'engine.json'), JSON.stringify(announcement))
  const agenda = await cli('agenda', '--from', '2026-11-20', '--to', '2026-11-20', '--data', data, '--json')
  expect(agenda).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
})

test('what cannot be understood is answered with exit code 2', async () => {
  const data = folder()
  mkdirSync(join(data, 'desk'))
  const codes = []
  for (const args of [
    ['nonsense'],
    ['agenda', '--from', '2026-02-30', '--to', '2026-03-01'],
    ['agenda', '--from', '2026-03-02', '--to', '2026-03-01'],
    ['agenda', '--from', '2026-03-01', '--to', '2026-03-01', '--timezone', 'Mars/Base'],
    ['import', 'x.ics'],
    ['desk', '--server', 'http://127.0.0.1:9'],
    ['desk', '--server', 'not an address', '--sign-in', 'ada@example.org'],
    ['start', '--port', '99999'],
  ]) {
    const { code, stdout } = await cli(...args)
    codes.push([args[0], code, stdout])
  }
  expect(codes.map(([name]) => [name, 2, ''])).toEqual(codes)
  expect((await cli('--help')).code).toBe(0)
})
