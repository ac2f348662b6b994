import type { EventType } from '../../src/core/model/event-type.ts'
import type { Question } from '../../src/core/model/question.ts'
import type { Texts } from '../booking/texts.ts'
import { fieldConditions } from './field-condition.ts'
import type { Field } from './form-field.ts'

/** What the form asks for: name, e-mail, phone, guests where they may come, and the type's own questions. */
export function detailsFields({ questions, guests }: Pick<EventType, 'questions' | 'guests'>, texts: Texts): Field[] {
  const own: Field[] = [
    { name: 'name', label: texts.t('field.name'), kind: 'text', required: true, autocomplete: 'name' },
    {
      name: 'email',
      label: texts.t('field.email'),
      kind: 'email',
      required: true,
      autocomplete: 'email',
      hint: texts.t('form.emailHint'),
    },
    { name: 'phone', label: texts.t('field.phone'), kind: 'phone', required: false, autocomplete: 'tel' },
  ]
  const hint = texts.t('form.guestsHint', { count: guests })
  const others: Field = { name: 'guests', label: texts.t('field.guests'), kind: 'textarea', required: false, hint }
  return [...own, ...(guests > 0 ? [others] : []), ...questions.map((question) => asked(question, questions))]
}

function asked(question: Question, all: readonly Question[]): Field {
  const { text, kind, required, options, validation } = question
  const isText = kind === 'text' || kind === 'textarea'
  return {
    name: answerField(question),
    label: text,
    kind,
    required,
    options,
    longest: isText ? validation?.max : undefined,
    conditions: fieldConditions(question, all),
  }
}

/** The name of a question's field, also in `fields` of an answer in JSON. */
function answerField(question: Question): string {
  return `answers.${question.id}`
}
