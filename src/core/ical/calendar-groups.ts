import type { Component } from './components.ts'
import { componentTree } from './components.ts'
import type { ContentLine } from './content-lines.ts'
import { readProperty } from './property.ts'
import { textHash } from './text-hash.ts'

/** A VEVENT and the VTIMEZONEs it may name. */
export type EventBlock = { readonly component: Component; readonly zones: ReadonlyMap<string, Component> }

/** Every VEVENT of one UID, in the order of the file: an event, its exceptions, its other revisions. */
export type EventGroup = { readonly uid: string; readonly line: number; readonly blocks: readonly EventBlock[] }

export type CalendarGroups = {
  /** False: there is no calendar in it. */
  readonly readable: boolean
  readonly groups: readonly EventGroup[]
  /** Lines that belong to no calendar, each run of them as one text. */
  readonly stray: readonly { readonly line: number; readonly text: string }[]
}

/** Takes a file apart into its events, over all its VCALENDARs. Never throws. */
export function calendarGroups(text: string): CalendarGroups {
  const { components, stray } = componentTree(text)
  const calendars = components.filter((component) => component.name === 'VCALENDAR')
  // A bare VEVENT is taken: some programs copy just that to the clipboard.
  const all = [...calendars, ...components.filter((component) => component.name === 'VEVENT')]
  if (all.length === 0) return { readable: false, groups: [], stray: [] }

  const fileZones = new Map(components.flatMap(zonesOf))
  const blocks = all.flatMap((component) => eventBlocks(component, fileZones))
  const loose = [...stray, ...calendars.flatMap((calendar) => calendar.lines.filter(isNoProperty))]
  return { readable: true, groups: grouped(blocks), stray: runs(loose) }
}

function eventBlocks(component: Component, fileZones: ReadonlyMap<string, Component>): EventBlock[] {
  if (component.name === 'VEVENT') return [{ component, zones: fileZones }]
  const own = zonesOf(component)
  const zones = own.length > 0 ? new Map([...fileZones, ...own]) : fileZones
  return component.children.filter((child) => child.name === 'VEVENT').map((child) => ({ component: child, zones }))
}

function zonesOf(component: Component): [string, Component][] {
  const zones = [component, ...component.children].filter((one) => one.name === 'VTIMEZONE')
  return zones.flatMap((zone) => tzidsOf(zone).map((tzid): [string, Component] => [tzid, zone]))
}

// Some producers escape the TZID of a VTIMEZONE and not the parameter that names it, or write several.
function tzidsOf(zone: Component): string[] {
  const lines = zone.lines.filter((line) => /^TZID[;:]/i.test(line.text))
  const written = lines.map((line) => line.text.slice(line.text.indexOf(':') + 1))
  const read = lines.flatMap((line) => readProperty(line)?.values ?? [])
  return [...written, ...read].map((tzid) => tzid.replaceAll('"', ''))
}

function grouped(blocks: readonly EventBlock[]): EventGroup[] {
  const byUid = Map.groupBy(blocks, (block) => uidOf(block.component))
  return [...byUid].map(([uid, blocks]) => ({ uid, line: blocks[0]?.component.line ?? 1, blocks }))
}

/** An event without a UID gets one from its content: the same event has the same one at the next import. */
function uidOf(event: Component): string {
  const line = event.lines.find((line) => /^UID[;:]/i.test(line.text))
  const uid = line && readProperty(line)?.values[0]?.trim()
  return uid ? uid.slice(0, 1_000) : `dayloom-${textHash(contentOf(event))}`
}

function contentOf(event: Component): string {
  return event.lines
    .map((line) => line.text)
    .filter((text) => !/^(?:DTSTAMP|CREATED|LAST-MODIFIED|SEQUENCE|UID)[;:]/i.test(text))
    .join('\n')
}

function isNoProperty(line: ContentLine): boolean {
  return !/^[\w-]+\s*[;:]/.test(line.text)
}

function runs(lines: readonly ContentLine[]): { line: number; text: string }[] {
  const found: { line: number; next: number; texts: string[] }[] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last?.next === line.line) {
      last.texts.push(line.text)
      last.next++
    } else found.push({ line: line.line, next: line.line + 1, texts: [line.text] })
  }
  return found.map(({ line, texts }) => ({ line, text: texts.join('\n') }))
}
