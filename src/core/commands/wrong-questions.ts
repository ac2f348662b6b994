import type { Question, QuestionCondition, QuestionKind } from '../model/question.ts'
import { readPattern } from '../questions/pattern.ts'

/** C16: what no form could ask, by its field: `questions.1.options`. */
export function wrongQuestions(questions: readonly Question[]): string[] {
  return questions.flatMap((question, at) => {
    const earlier = questions.slice(0, at)
    const fields = [
      ...(earlier.some(({ id }) => id === question.id) ? ['id'] : []),
      ...(areOptions(question) ? [] : ['options']),
      ...(question.conditions ?? []).flatMap((one, index) => (canHold(one, earlier) ? [] : [`conditions.${index}`])),
      ...wrongValidation(question).map((field) => `validation.${field}`),
    ]
    return fields.map((field) => `questions.${at}.${field}`)
  })
}

const CHOICES: ReadonlySet<QuestionKind> = new Set(['select', 'multiselect', 'radio'])
const TEXTS: ReadonlySet<QuestionKind> = new Set(['text', 'textarea', 'email', 'phone', 'url'])

function areOptions({ kind, options }: Question): boolean {
  return !CHOICES.has(kind) || (options.length > 0 && new Set(options).size === options.length)
}

/** On an earlier question, and with answers that it can have. */
function canHold({ question: id, anyOf }: QuestionCondition, earlier: readonly Question[]): boolean {
  const question = earlier.find((one) => one.id === id)
  if (!question) return false
  return anyOf.every((value) => {
    if (question.kind === 'checkbox') return typeof value === 'boolean'
    return typeof value === 'string' && (!CHOICES.has(question.kind) || question.options.includes(value))
  })
}

function wrongValidation({ kind, validation = {} }: Question): string[] {
  const { min, max, pattern } = validation
  const isText = TEXTS.has(kind)
  const isBound = (bound: number): boolean => kind === 'number' || (isText && Number.isInteger(bound) && bound >= 0)
  return [
    ...(min === undefined || isBound(min) ? [] : ['min']),
    ...(max === undefined || (isBound(max) && max >= (min ?? max)) ? [] : ['max']),
    // One that is not to be decided in one pass over the answer could hang the server, and is refused too.
    ...(pattern === undefined || (isText && readPattern(pattern)) ? [] : ['pattern']),
  ]
}
