import { expect, test } from 'vitest'
import { instant } from '../../../src/core/model/instant.ts'
import { CommandId } from '../../../src/core/model/ids.ts'
import { commandText, titleOf } from '../../../src/renderer/screens/sync/command-text.ts'
import { uuid } from '../clinic.ts'

test('Y4 everything that was entered can be copied out', () => {
  const command = {
    id: CommandId.parse(uuid(10, 1)),
    verb: 'edit-appointment',
    input: { edit: { title: 'Lunch', notes: '' }, scope: { kind: 'all' }, tags: ['a', 'b'] },
    reason: 'forbidden',
    at: instant(0),
  }
  expect(titleOf(command.input)).toBe('Lunch')
  expect(commandText(command)).toBe(
    'edit-appointment (forbidden)\nedit.title: Lunch\nscope.kind: all\ntags[0]: a\ntags[1]: b',
  )
})

test('a command without a title has none', () => {
  expect(titleOf({ weekly: [] })).toBe('')
  expect(titleOf(undefined)).toBe('')
})
