import type { RefusalReason } from '../contract/refusal.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import type { Command } from './command.ts'
import { createAppointment } from './create-appointment.ts'
import { moveAppointment } from './move-appointment.ts'

/** A command whose input is not known yet: `parseInput` it first. */
export type AnyCommand = Command<unknown, unknown, RefusalReason>

const COMMANDS: readonly AnyCommand[] = [createAppointment, moveAppointment, cancelAppointment]

const byVerb = new Map(COMMANDS.map((command) => [command.verb, command]))

/** Undefined for a verb this app does not know: the outbox of a newer one may hold it. */
export function commandByVerb(verb: string): AnyCommand | undefined {
  return byVerb.get(verb)
}
