import { expect, test } from 'vitest'
import { wrongQuestions } from '../../../src/core/commands/wrong-questions.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Question } from '../../../src/core/model/question.ts'
import { id } from '../../support/rows.ts'

const ONE = id(ids.QuestionId, 1)
const TWO = id(ids.QuestionId, 2)

function question(own: ids.QuestionId, edit: object = {}): Question {
  return Question.parse({ id: own, text: 'Well?', kind: 'text', required: false, options: [], ...edit })
}

const which = question(ONE, { kind: 'select', options: ['Knee', 'Hip'] })
const ifSo = (anyOf: readonly (string | boolean)[]) => question(TWO, { conditions: [{ question: ONE, anyOf }] })

test.each([
  ['nothing asked', [], []],
  ['a condition on an earlier one', [which, ifSo(['Hip'])], []],
  ['a condition on a later one', [ifSo(['Hip']), which], ['questions.0.conditions.0']],
  [
    'a condition on itself',
    [question(ONE, { conditions: [{ question: ONE, anyOf: ['x'] }] })],
    ['questions.0.conditions.0'],
  ],
  ['a condition on nothing', [ifSo(['Hip'])], ['questions.0.conditions.0']],
  ['a condition that no answer meets', [which, ifSo(['Hip', 'Elbow'])], ['questions.1.conditions.0']],
  ['a tick of a choice', [which, ifSo([true])], ['questions.1.conditions.0']],
  ['a tick of a box', [question(ONE, { kind: 'checkbox' }), ifSo([false])], []],
  ['a word for a box', [question(ONE, { kind: 'checkbox' }), ifSo(['on'])], ['questions.1.conditions.0']],
  ['a condition on a text', [question(ONE), ifSo(['yes'])], []],
  ['one question twice', [question(ONE), question(ONE)], ['questions.1.id']],
  ['no options', [question(ONE, { kind: 'multiselect' })], ['questions.0.options']],
  ['an option twice', [question(ONE, { kind: 'radio', options: ['a', 'b', 'a'] })], ['questions.0.options']],
])('C16 %s', (_, questions, fields) => {
  expect(wrongQuestions(questions)).toEqual(fields)
})

test.each([
  ['number', { min: -1.5, max: 2 }, []],
  ['number', { min: 2, max: 1 }, ['max']],
  ['number', { pattern: '\\d' }, ['pattern']],
  ['text', { min: 0, max: 10, pattern: '\\d{5}' }, []],
  ['text', { min: -1 }, ['min']],
  ['text', { max: 1.5 }, ['max']],
  ['text', { pattern: '(' }, ['pattern']],
  ['text', { pattern: '(a)\\1' }, ['pattern']],
  ['text', { pattern: '((a{9}){9}){9}' }, ['pattern']],
  ['text', { pattern: '(a+)+$' }, []],
  ['date', { min: 1, max: 2, pattern: '.' }, ['min', 'max', 'pattern']],
])('C16 of a %s may be asked %j', (kind, validation, wrong) => {
  expect(wrongQuestions([question(ONE, { kind, validation })])).toEqual(
    wrong.map((field) => `questions.0.validation.${field}`),
  )
})
