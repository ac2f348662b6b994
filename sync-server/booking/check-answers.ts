import { z } from 'zod'
import { Email } from '../../src/core/model/member.ts'
import type { Answer, Question } from '../../src/core/model/question.ts'
import type { BookingError } from '../../src/core/contract/booking.ts'

type Problems = NonNullable<BookingError['fields']>
type Answers = Readonly<Record<string, Answer>>

/** C15: what was answered, in the form each question asks for; a form's texts are read as numbers and ticks. */
export function checkAnswers(questions: readonly Question[], given: Answers): { answers: Answers; problems: Problems } {
  const answers: Record<string, Answer> = {}
  const problems: Problems = {}
  for (const question of questions) {
    const value = given[question.id]
    const answer = isBlank(value) ? undefined : readAnswer(question, value)
    if (answer !== undefined) answers[question.id] = answer
    else if (!isBlank(value)) problems[`answers.${question.id}`] = 'invalid'
    if (question.required && (isBlank(value) || answer === false)) problems[`answers.${question.id}`] = 'missing'
  }
  const asked = new Set<string>(questions.map((question) => question.id))
  for (const id of Object.keys(given)) if (!asked.has(id)) problems[`answers.${id}`] = 'unknown'
  return { answers, problems }
}

function isBlank(value: Answer | undefined): value is undefined {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

function readAnswer(question: Question, value: Answer): Answer | undefined {
  switch (question.kind) {
    case 'text':
      return z.string().trim().max(500).safeParse(value).data
    case 'textarea':
      return z.string().trim().max(5_000).safeParse(value).data
    case 'select':
      return question.options.find((option) => option === value)
    case 'checkbox':
      return value === 'on' ? true : z.boolean().safeParse(value).data
    case 'email':
      return Email.safeParse(value).data
    case 'phone':
      return z.string().trim().regex(PHONE).safeParse(value).data
    case 'number':
      return typeof value === 'boolean' ? undefined : z.coerce.number().safeParse(value).data
    case 'url':
      return z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .safeParse(value).data
  }
}

/** Digits and what people put between them. */
export const PHONE = /^\+?[\d\s()./-]{3,50}$/
