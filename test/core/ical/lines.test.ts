import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentTree } from '../../../src/core/ical/components.ts'
import { contentLines } from '../../../src/core/ical/content-lines.ts'
import { readDuration } from '../../../src/core/ical/duration.ts'
import { nameOf, readProperty } from '../../../src/core/ical/property.ts'
import { textHash } from '../../../src/core/ical/text-hash.ts'
import { readTimeValue } from '../../../src/core/ical/time-value.ts'
import { escapeText, parameter, writeLine } from '../../../src/core/ical/write-line.ts'

describe('content lines', () => {
  test('are unfolded with the number of their first physical line', () => {
    const { content, rawText } = contentLines('\uFEFFA:one\r\n two\r\n\tthree\n\nB:four\rC:five\r\n   \r\n')
    expect(content).toEqual([
      { text: 'A:onetwothree', line: 1 },
      { text: 'B:four', line: 5 },
      { text: 'C:five  ', line: 6 },
    ])
    expect(rawText(1, 3)).toBe('A:one\n two\n\tthree')
  })

  test('an indented first line is a line of its own', () => {
    expect(contentLines('   BEGIN:VCALENDAR\nA:b').content.map((line) => line.text)).toEqual(['BEGIN:VCALENDAR', 'A:b'])
  })

  test('come out of writing and unfolding as they went in, at most 75 octets each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400, size: 'max' }), (text) => {
        const value = `X:${escapeText(text)}`
        const written = writeLine(value)
        expect(written.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
        expect(contentLines(written).content).toEqual([{ text: value, line: 1 }])
      }),
    )
  })

  test('a text value and a parameter come out of ical.js as they went in', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, size: 'max' }),
        fc.string({ maxLength: 90, size: 'max' }),
        (text, written) => {
          // ical.js takes two backslashes in a parameter for one; RFC 5545 knows no escape there.
          const name = written.replaceAll('\\', '/')
          const line = `COMMENT;CN=${parameter(name)}:${escapeText(text)}`
          const read = readProperty({ text: line, line: 1 })
          expect(read?.values).toEqual([text.replaceAll(/\r\n|\r/g, '\n')])
          expect(read?.params).toEqual({ cn: name.replaceAll(/\r\n|\r/g, '\n') })
        },
      ),
    )
  })
})

describe('components', () => {
  const shape = (text: string): unknown =>
    componentTree(text).components.map(({ name, line, whole }) => ({ name, line, whole }))

  test('a missing END costs its own block alone', () => {
    const text = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VEVENT\nUID:b\nEND:VEVENT\nEND:VCALENDAR'
    const [calendar] = componentTree(text).components
    expect(calendar?.whole).toBe(true)
    expect(calendar?.children.map((child) => [child.whole, child.text()])).toEqual([
      [false, 'BEGIN:VEVENT\nUID:a'],
      [true, 'BEGIN:VEVENT\nUID:b\nEND:VEVENT'],
    ])
  })

  test('a calendar that begins within another closes it', () => {
    expect(shape('BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR')).toEqual([
      { name: 'VCALENDAR', line: 1, whole: false },
      { name: 'VCALENDAR', line: 2, whole: true },
    ])
  })

  test('an END without a BEGIN is passed over, and what stands outside is stray', () => {
    const { components, stray } = componentTree('hello\nEND:VEVENT\nbegin:vcalendar\nEND:VCALENDAR')
    expect(components.map((one) => one.name)).toEqual(['VCALENDAR'])
    expect(stray).toEqual([{ text: 'hello', line: 1 }])
  })

  test('never throws, whatever the text', () => {
    const word = fc.constantFrom('BEGIN:', 'END:', 'VEVENT', 'VCALENDAR', 'VALARM', '\n', '\r\n ', 'A:b', ';', '"')
    const texts = fc.array(word, { maxLength: 60 })
    fc.assert(
      fc.property(texts, (words) => {
        expect(componentTree(words.join('')).components).toBeInstanceOf(Array)
      }),
    )
  })
})

describe('values', () => {
  test('a property that ical.js cannot read is none', () => {
    expect(readProperty({ text: 'no colon here', line: 1 })).toBeUndefined()
    expect(readProperty({ text: 'ATTENDEE;CN="open:mailto:a', line: 1 })).toBeUndefined()
    expect(nameOf('X-A;B=c:d')).toBe('x-a')
  })

  test('a rule is taken as it is written, whatever ical.js thinks of it', () => {
    expect(readProperty({ text: 'RRULE:FREQ=NEVER;X', line: 1 })?.values).toEqual(['FREQ=NEVER;X'])
    expect(readProperty({ text: 'RRULE:FREQ=DAILY', line: 1 })?.values).toEqual(['FREQ=DAILY'])
  })

  test.each([
    ['PT1H30M', { days: 0, ms: 5_400_000 }],
    ['P1D', { days: 1, ms: 0 }],
    ['P1DT2H3M4S', { days: 1, ms: 7_384_000 }],
    ['P2W', { days: 14, ms: 0 }],
    ['PT1W', { days: 7, ms: 0 }],
    ['-PT15M', { days: 0, ms: -900_000 }],
    ['-P1D', { days: -1, ms: 0 }],
    ['+P1D', { days: 1, ms: 0 }],
  ])('duration %s', (text, expected) => {
    expect(readDuration(text)).toEqual(expected)
  })

  test.each(['P1M', 'P', 'PT', '', '1D', 'P1DXYZ'])('%s is no duration', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })

  test.each([
    ['2026-03-23', { kind: 'date', date: '2026-03-23' }],
    ['2026-03-23T::', { kind: 'date', date: '2026-03-23' }],
    ['2026-03-23T09:00:00', { kind: 'local', wall: '2026-03-23T09:00:00' }],
    ['2026-03-23T09:00:00Z', { kind: 'utc', wall: '2026-03-23T09:00:00' }],
    ['2026-12-31T24:00:00', { kind: 'local', wall: '2027-01-01T00:00:00' }],
    ['2026-12-31T23:59:60Z', { kind: 'utc', wall: '2026-12-31T23:59:59' }],
    ['2024-02-29', { kind: 'date', date: '2024-02-29' }],
    ['2026-02-29', undefined],
    ['2026-13-01T09:00:00', undefined],
    ['2026-03-23T25:00:00', undefined],
    ['Next Year', undefined],
  ])('time value %s', (text, expected) => {
    expect(readTimeValue(text)).toEqual(expected)
  })

  test('a hash is the same always, and another for another text', () => {
    expect(textHash('abc')).toMatch(/^[0-9a-f]{32}$/)
    expect(textHash('abc')).toBe(textHash('abc'))
    expect(textHash('abc')).not.toBe(textHash('abd'))
  })
})
