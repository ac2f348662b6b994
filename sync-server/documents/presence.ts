import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { Member } from '../../src/core/model/member.ts'

/**
 * Who looks at a document right now, as stock clients tell one another (y-protocols awareness). Kept nowhere. What they say of
 * themselves is passed on; who they are is not believed: the server writes it into every state, as `user`.
 */
export type Presence = {
  enter(document: DocumentName, guest: Guest): void
  /** Its states are withdrawn, and the others told. */
  leave(document: DocumentName, guest: Guest): void
  /** Relays to everybody, the sender too: its socket would otherwise count as dead. False: not an awareness update. */
  relay(document: DocumentName, guest: Guest, update: Uint8Array): boolean
  /** All states of a document, as an awareness update. */
  all(document: DocumentName): Uint8Array
}

/** Who somebody is to those who look at the same. */
export type Person = { readonly member: Member['id']; readonly name: string; readonly colour: string }
export type Guest = { readonly user: Person; readonly show: (update: Uint8Array) => void }

type State = { readonly client: number; readonly clock: number; readonly json: string; readonly guest: Guest }

const MAX_CLIENTS_EACH = 4
const MAX_STATE = 16 * 1_024
const GONE = 'null'
const StateJson = z.record(z.string(), z.unknown()).nullable()

export function createPresence(): Presence {
  const guests = new Map<DocumentName, Set<Guest>>()
  const states = new Map<DocumentName, Map<number, State>>()

  const statesOf = (document: DocumentName): Map<number, State> => {
    const known = states.get(document) ?? new Map<number, State>()
    states.set(document, known)
    return known
  }
  const show = (document: DocumentName, changed: readonly State[]): void => {
    if (changed.length === 0) return
    const update = encodeStates(changed)
    for (const guest of guests.get(document) ?? []) guest.show(update)
  }
  // A client speaks for itself alone; what it repeats of others is passed over.
  const accepts = (known: Map<number, State>, state: State): boolean => {
    const before = known.get(state.client)
    // Its own, or the same person's on a new socket while the old one is not known to be dead.
    if (before) return before.guest.user.member === state.guest.user.member && state.clock >= before.clock
    const own = [...known.values()].filter(({ guest }) => guest === state.guest).length
    return own < MAX_CLIENTS_EACH && state.json !== GONE
  }

  return {
    enter: (document, guest) => {
      guests.set(document, (guests.get(document) ?? new Set()).add(guest))
    },
    leave: (document, guest) => {
      guests.get(document)?.delete(guest)
      const known = states.get(document) ?? new Map<number, State>()
      const own = [...known.values()].filter((state) => state.guest === guest)
      for (const { client } of own) known.delete(client)
      show(
        document,
        own.map(({ client, clock }) => ({ client, clock: clock + 1, json: GONE, guest })),
      )
      if (guests.get(document)?.size !== 0) return
      guests.delete(document)
      states.delete(document)
    },
    relay: (document, guest, update) => {
      const said = decodeStates(update, guest)
      if (!said) return false
      const known = statesOf(document)
      const accepted = said.filter((state) => accepts(known, state))
      for (const state of accepted) {
        if (state.json === GONE) known.delete(state.client)
        else known.set(state.client, state)
      }
      show(document, accepted)
      return true
    },
    all: (document) => encodeStates([...(states.get(document)?.values() ?? [])]),
  }
}

function encodeStates(states: readonly State[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const { client, clock, json } of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

function decodeStates(update: Uint8Array, guest: Guest): State[] | undefined {
  try {
    const decoder = decoding.createDecoder(update)
    const count = decoding.readVarUint(decoder)
    const states: State[] = []
    for (let index = 0; index < count; index++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      const state = StateJson.parse(JSON.parse(json))
      const signed = state === null ? GONE : JSON.stringify({ ...state, user: guest.user })
      if (json.length <= MAX_STATE) states.push({ client, clock, json: signed, guest })
    }
    return states
  } catch {
    return undefined
  }
}
