import type { Component } from './components.ts'
import type { ContentLine } from './content-lines.ts'
import type { FileClocks } from './file-clocks.ts'
import { readProperty, type Property } from './property.ts'

/** The properties of one VEVENT; its sub-components (alarms) as text lines. */
export type EventProperties = {
  readonly component: Component
  /** The clocks of the calendar it stands in. */
  readonly clocks: FileClocks
  /** Name in lower case; the first where a file has several of what may stand once. */
  first(name: string): Property | undefined
  all(name: string): readonly Property[]
  readonly names: ReadonlyMap<string, readonly Property[]>
  readonly alarms: readonly string[]
  /** Lines of which ical.js can make nothing. */
  readonly unreadable: readonly ContentLine[]
}

export function eventProperties(component: Component, clocks: FileClocks): EventProperties {
  const read = component.lines.map((line) => ({ line, property: readProperty(line) }))
  const names = Map.groupBy(
    read.flatMap(({ property }) => property ?? []),
    (property) => property.name,
  )
  return {
    component,
    clocks,
    first: (name) => names.get(name)?.[0],
    all: (name) => names.get(name) ?? [],
    names,
    alarms: component.children.flatMap(subcomponentLines),
    unreadable: read.flatMap(({ line, property }) => (property ? [] : line)),
  }
}

function subcomponentLines(component: Component): string[] {
  const inner = [...component.lines.map((line) => line.text), ...component.children.flatMap(subcomponentLines)]
  return [`BEGIN:${component.name}`, ...inner, `END:${component.name}`]
}
