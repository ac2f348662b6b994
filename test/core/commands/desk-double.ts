import * as Y from 'yjs'
import { commandByVerb } from '../../../src/core/commands/commands.ts'
import type { CommandDeps } from '../../../src/core/commands/command.ts'
import { parseInput } from '../../../src/core/commands/parse-input.ts'
import { readAppointment } from '../../../src/core/document/read-appointments.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { Result } from '../../../src/core/model/result.ts'
import { Appointment } from '../../../src/core/model/appointment.ts'
import { ANNA, CALENDAR, WORKSPACE, uuid } from '../document/samples.ts'

/** As an engine does it, without disk and network: parse, load what the command names, run. */
export type DeskDouble = {
  /** What the command answered. A refusal that wrote something throws. */
  run(verb: string, input: object, now?: number): Result<unknown>
  doc(name: string): Y.Doc
  appointment(document: string, id?: string): Appointment
  /** Documents that hold anything. */
  written(): string[]
}

export function deskDouble(own: Partial<CommandDeps> = {}): DeskDouble {
  const docs = new Map<string, Y.Doc>()
  const doc = (name: string): Y.Doc => docs.get(name) ?? docs.set(name, new Y.Doc()).get(name) ?? new Y.Doc()
  const stateOf = (): string[] => [...docs.values()].map((one) => Y.encodeStateAsUpdate(one).join(','))
  let made = 900
  return {
    doc,
    written: () => [...docs].filter(([, one]) => one.store.clients.size > 0).map(([name]) => name),
    appointment: (document, id = uuid(100)) => Appointment.parse(readAppointment(doc(document), CALENDAR, id)),
    run(verb, raw, now = 10_000) {
      const command = commandByVerb(verb)
      if (command === undefined) throw new Error(`no command ${verb}`)
      const input = parseInput(command, raw)
      if (!input.ok) return input
      const deps = { now: instant(now), newId: () => uuid(made++), actor: ANNA, workspace: WORKSPACE, ...own }
      const named = new Set<string>(command.documents(input.value, deps.workspace))
      for (const name of named) doc(name)
      const before = stateOf()
      const get = (name: string): Y.Doc => {
        if (!named.has(name)) throw new Error(`${verb} had not named ${name}`)
        return doc(name)
      }
      const result = command.run({ get }, input.value, deps)
      if (!result.ok && stateOf().join() !== before.join()) throw new Error(`${verb} was refused and wrote`)
      return result
    },
  }
}
