import type { WallTime } from '../model/wall.ts'
import { expandSeries } from '../time/recurrence.ts'
import { utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import type { OffsetSpan } from '../time/zone-offset.ts'
import type { Component } from './components.ts'
import { readProperty, type Property } from './property.ts'
import { readRecurrenceRule } from './recurrence-rule.ts'
import { readTimeValue } from './time-value.ts'

type Onset = { readonly at: number; readonly offset: number; readonly before: number }

// Rules of a VTIMEZONE run for ever; nothing a calendar plans lies beyond.
const LAST = 4_102_444_800_000
const known = new WeakMap<Component, readonly Onset[]>()

/**
 * The offsets that a VTIMEZONE (RFC 5545 3.6.5) defines over [from, until): in order, neighbours differ. Epoch ms.
 * Undefined where it defines none that can be read.
 */
export function vtimezoneOffsets(definition: Component, from: number, until: number): OffsetSpan[] | undefined {
  const onsets = known.get(definition) ?? readOnsets(definition)
  known.set(definition, onsets)
  const first = onsets[0]
  if (!first) return undefined
  const spans: OffsetSpan[] = []
  let current = { from: -Infinity, offset: onsets.length === 1 ? first.offset : first.before }
  for (const onset of [...onsets, { at: Infinity, offset: NaN }]) {
    if (onset.offset === current.offset) continue
    const span = { from: Math.max(current.from, from), until: Math.min(onset.at, until), offset: current.offset }
    if (span.from < span.until) spans.push(span)
    current = { from: onset.at, offset: onset.offset }
  }
  return spans
}

function readOnsets(definition: Component): Onset[] {
  return definition.children
    .filter((child) => child.name === 'STANDARD' || child.name === 'DAYLIGHT')
    .flatMap(observanceOnsets)
    .toSorted((a, b) => a.at - b.at)
}

function observanceOnsets(observance: Component): Onset[] {
  const properties = observance.lines.flatMap((line) => readProperty(line) ?? [])
  const start = wallsOf(properties, 'dtstart')[0]
  const before = offsetOf(properties, 'tzoffsetfrom')
  const offset = offsetOf(properties, 'tzoffsetto')
  if (start === undefined || before === undefined || offset === undefined) return []
  return onsetWalls(start, properties, before).map((wall) => ({ at: wall - before, offset, before }))
}

function onsetWalls(start: WallTime, properties: readonly Property[], before: number): number[] {
  const rules = properties.flatMap((property) => {
    if (property.name !== 'rrule') return []
    const rule = readRecurrenceRule(property.values[0] ?? '', {
      start,
      allDay: false,
      wallOf: (at) => utcAsWall(at + before),
    })
    return rule.ok ? [rule.value] : []
  })
  const series = { start, allDay: false, length: 0, rules, rdates: wallsOf(properties, 'rdate'), exdates: [] }
  try {
    return expandSeries(series, { from: wallAsUtc(start), until: LAST }).map((onset) => onset.starts)
  } catch {
    return [wallAsUtc(start)]
  }
}

function wallsOf(properties: readonly Property[], name: string): WallTime[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap((property) => property.values.map((value) => readTimeValue(value.split('/')[0] ?? '')))
    .flatMap((value) => (value && 'wall' in value ? [value.wall] : []))
}

function offsetOf(properties: readonly Property[], name: string): number | undefined {
  const text = properties.find((property) => property.name === name)?.line.text
  const match = /:\s*([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?\s*$/.exec(text ?? '')
  if (!match) return undefined
  const [, sign, hours, minutes, seconds] = match
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1_000
  return sign === '-' ? -ms : ms
}
