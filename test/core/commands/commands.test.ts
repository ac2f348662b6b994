import { expect, test } from 'vitest'
import { commandByVerb } from '../../../src/core/commands/commands.ts'
import { parseInput } from '../../../src/core/commands/parse-input.ts'
import { MONDAY_TEN } from '../document/samples.ts'

const VERBS = [
  'create-appointment',
  'edit-appointment',
  'move-appointment',
  'cancel-appointment',
  'remove-appointment',
  'restore-appointment',
  'import-appointments',
  'create-calendar',
  'edit-calendar',
  'set-weekly-hours',
  'put-schedule',
  'put-absence',
  'remove-absence',
  'put-event-type',
  'put-booking-link',
  'put-directory',
]

test.each(VERBS)('%s is known by its verb, and never throws on what is no input', (verb) => {
  const command = commandByVerb(verb)
  if (command === undefined) throw new Error(verb)
  expect(command.verb).toBe(verb)
  const junk = [
    undefined,
    null,
    7,
    'x',
    [],
    verb === 'put-directory' ? [] : {},
    new Uint8Array([1]),
    { document: 7, id: {} },
  ]
  const reasons = junk.map((raw) => parseInput(command, raw)).map((result) => (result.ok ? 'ok' : result.reason))
  const allowed = verb === 'put-directory' ? ['invalid-input', 'ok'] : ['invalid-input']
  expect(reasons.filter((reason) => !allowed.includes(reason))).toEqual([])
})

test('a verb of another version is unknown', () => {
  expect(commandByVerb('teleport-appointment')).toBeUndefined()
})

test('a refusal of an input names its fields', () => {
  const command = commandByVerb('move-appointment')
  const result = command && parseInput(command, { document: 'x', id: 7, scope: { kind: 'all' }, time: MONDAY_TEN })
  expect(result).toEqual({ ok: false, reason: 'invalid-input', details: { fields: ['document', 'id'] } })
})
