import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { type Answer, Question } from '../../../src/core/model/question.ts'
import { askedQuestions } from '../../../src/core/questions/asked-questions.ts'
import { checkAnswers } from '../../../src/core/questions/check-answers.ts'
import { id } from '../../support/rows.ts'

const ONE = id(ids.QuestionId, 1)
const TWO = id(ids.QuestionId, 2)
const THREE = id(ids.QuestionId, 3)

function question(own: ids.QuestionId, edit: object = {}): Question {
  return Question.parse({ id: own, text: 'Well?', kind: 'text', required: false, options: [], ...edit })
}

function checked(edit: object, answer: Answer) {
  const { answers, problems } = checkAnswers([question(ONE, edit)], { [ONE]: answer })
  return answers[ONE] ?? problems[`answers.${ONE}`]
}

const options = ['Knee', 'Hip', 'Back']

test.each([
  ['text', ' a knee ', 'a knee'],
  ['text', 'x'.repeat(501), 'invalid'],
  ['text', 7, 'invalid'],
  ['textarea', 'two\nlines', 'two\nlines'],
  ['select', 'Hip', 'Hip'],
  ['select', 'Elbow', 'invalid'],
  ['radio', 'Back', 'Back'],
  ['radio', ['Back'], 'invalid'],
  ['multiselect', ['Back', 'Knee', 'Back'], ['Knee', 'Back']],
  ['multiselect', 'Hip', ['Hip']],
  ['multiselect', ['Hip', 'Elbow'], 'invalid'],
  ['checkbox', 'on', true],
  ['checkbox', false, false],
  ['checkbox', 'yes', 'invalid'],
  ['email', ' ida@example.org ', 'ida@example.org'],
  ['email', 'ida@example.org\r\nBcc: eve@example.org', 'invalid'],
  ['phone', '+45 12 34 56 78', '+45 12 34 56 78'],
  ['phone', 'call me', 'invalid'],
  ['number', ' 1.5 ', 1.5],
  ['number', '0x10', 'invalid'],
  ['number', ['5'], 'invalid'],
  ['date', '2028-02-29', '2028-02-29'],
  ['date', '2027-02-29', 'invalid'],
  ['time', '09:30', '09:30'],
  ['time', '24:00', 'invalid'],
  ['url', 'https://example.org/a', 'https://example.org/a'],
  ['url', 'javascript:alert(1)', 'invalid'],
] as const)('C15 the answer to a %s: %j is %j', (kind, answer, expected) => {
  expect(checked({ kind, options }, answer)).toEqual(expected)
})

test.each([
  [{ kind: 'number', validation: { min: 1, max: 3 } }, 3, 3],
  [{ kind: 'number', validation: { min: 1, max: 3 } }, '3.1', 'invalid'],
  [{ kind: 'number', validation: { min: 1 } }, 0, 'invalid'],
  [{ validation: { min: 2, max: 3 } }, 'a', 'invalid'],
  // In characters, not in the units they are stored in.
  [{ validation: { max: 3 } }, '\u{1F600}'.repeat(3), '\u{1F600}'.repeat(3)],
  [{ validation: { max: 3 } }, 'four', 'too-long'],
  [{ validation: { pattern: '[A-Z]\\d{3}' } }, 'A123', 'A123'],
  [{ validation: { pattern: '[A-Z]\\d{3}' } }, 'A1234', 'invalid'],
  [{ kind: 'email', validation: { pattern: '.*@example\\.org' } }, 'ida@example.net', 'invalid'],
  [{ kind: 'url', validation: { pattern: '.*' } }, `https://example.org/${'a'.repeat(490)}`, 'invalid'],
  // What came past the check of definitions, from a peer that does not make it.
  [{ validation: { pattern: '(a)\\1' } }, 'anything', 'anything'],
] as const)('C15 %j of %j is %j', (edit, answer, expected) => {
  expect(checked(edit, answer)).toEqual(expected)
})

test('C15 an answer that has to be given and is not, or is blank, is missing', () => {
  const questions = [question(ONE, { required: true }), question(TWO, { required: true, kind: 'multiselect', options })]
  const tick = question(THREE, { required: true, kind: 'checkbox' })
  expect(checkAnswers([...questions, tick], { [ONE]: '  ', [TWO]: [], [THREE]: false }).problems).toEqual({
    [`answers.${ONE}`]: 'missing',
    [`answers.${TWO}`]: 'missing',
    [`answers.${THREE}`]: 'missing',
  })
})

test('C15 an answer to a question that nobody asked is said to be unknown', () => {
  expect(checkAnswers([question(ONE)], { [TWO]: 'x' })).toEqual({
    answers: {},
    problems: { [`answers.${TWO}`]: 'unknown' },
  })
})

const which = question(ONE, { kind: 'multiselect', options })
const side = question(TWO, { required: true, conditions: [{ question: ONE, anyOf: ['Knee', 'Hip'] }] })
const left = question(THREE, { required: true, conditions: [{ question: TWO, anyOf: ['left'] }] })

test.each([
  [{}, {}, {}],
  [{ [ONE]: ['Back'], [TWO]: 'left', [THREE]: 'x' }, { [ONE]: ['Back'] }, {}],
  [{ [ONE]: ['Back', 'Hip'] }, { [ONE]: ['Hip', 'Back'] }, { [`answers.${TWO}`]: 'missing' }],
  [{ [ONE]: ['Knee'], [TWO]: 'right' }, { [ONE]: ['Knee'], [TWO]: 'right' }, {}],
  [{ [ONE]: ['Knee'], [TWO]: 'left' }, { [ONE]: ['Knee'], [TWO]: 'left' }, { [`answers.${THREE}`]: 'missing' }],
  [{ [ONE]: ['Elbow'], [TWO]: 'left' }, {}, { [`answers.${ONE}`]: 'invalid' }],
])('C15 a question is asked where the earlier ones were answered so: %j', (given, answers, problems) => {
  expect(checkAnswers([which, side, left], given)).toEqual({ answers, problems })
})

test('C15 a box that is not ticked is one that is not ticked', () => {
  const tick = question(ONE, { kind: 'checkbox' })
  const ifNot = question(TWO, { conditions: [{ question: ONE, anyOf: [false] }] })
  const asked = (answers: Record<string, Answer>) => askedQuestions([tick, ifNot], answers).map((one) => one.id)
  expect(asked({})).toEqual([ONE, TWO])
  expect(asked({ [ONE]: true })).toEqual([ONE])
})

test('C15 a number is compared as it is written', () => {
  const many = question(ONE, { kind: 'number' })
  const ifTwo = question(TWO, { conditions: [{ question: ONE, anyOf: ['2'] }] })
  expect(checkAnswers([many, ifTwo], { [ONE]: ' 2 ', [TWO]: 'x' }).answers).toEqual({ [ONE]: 2, [TWO]: 'x' })
})

test('C15 a condition on what is not asked does not hold', () => {
  expect(askedQuestions([side], { [ONE]: ['Knee'] })).toEqual([])
})
