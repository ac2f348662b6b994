import { z } from 'zod'
import type { RefusedCommand } from '../../../core/contract/desk.ts'

const WithTitle = z.object({ title: z.string() })
const Nested = z.union([
  WithTitle,
  z.object({ edit: WithTitle }).transform(({ edit }) => edit),
  z.object({ appointment: WithTitle }).transform(({ appointment }) => appointment),
])

/** The title that a command was about; empty where it names none. */
export function titleOf(input: unknown): string {
  const parsed = Nested.safeParse(input)
  return parsed.success ? parsed.data.title : ''
}

/** Everything that was entered, as text that can be kept anywhere. */
export function commandText(command: RefusedCommand): string {
  return `${command.verb} (${command.reason})\n${linesOf(command.input, '').join('\n')}`
}

function linesOf(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry, at) => linesOf(entry, `${name}[${at}]`))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => linesOf(entry, name === '' ? key : `${name}.${key}`))
  }
  return value === undefined || value === ''
    ? []
    : [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`]
}
