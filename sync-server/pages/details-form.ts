import type { Question } from '../../src/core/model/question.ts'
import type { FieldProblems } from '../booking/booking-request.ts'
import type { Texts } from '../booking/texts.ts'
import type { Field } from './form-field.ts'
import { formField } from './form-field.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

/** What was typed so far, by the name of its field. */
export type Typed = Readonly<Record<string, string>>

export type DetailsForm = {
  readonly action: string
  readonly key: string
  /** ISO 8601 with offset. Several: a choice of buttons, on top, each of which books its time. */
  readonly starts: readonly { readonly start: string; readonly label: string }[]
  readonly timezone: string
  readonly questions: readonly Question[]
  readonly typed: Typed
  readonly problems: FieldProblems
  readonly workspace: string
}

/** The last step: who books. What was typed stays, problems stand at their fields and, as links, on top. */
export function detailsForm(form: DetailsForm, texts: Texts): Html {
  const fields = fieldsOf(form.questions, texts)
  const problems = problemTexts(form, fields, texts)
  const buttons = html`<p class="send">
    ${form.starts.map(({ start, label }) => html`<button class="primary" name="start" value="${start}">${label}</button> `)}
  </p>`
  const choice = form.starts.length > 1
  return html`${problems.length > 0 && summary(problems, texts)}
    <form class="details" method="post" action="${form.action}">
      <input type="hidden" name="idempotencyKey" value="${form.key}" />
      <input type="hidden" name="timezone" value="${form.timezone}" />
      ${choice && buttons}
      ${fields.map((field) => formField(field, { value: form.typed[field.name], problem: problems.find(({ name }) => name === field.name)?.text, texts }))}
      ${!choice && buttons}
      <p class="small">${texts.t('form.privacy', { workspace: form.workspace })}</p>
    </form>`
}

/** The name of a question's field, also in `fields` of an answer in JSON. */
export function answerField(question: Question): string {
  return `answers.${question.id}`
}

function fieldsOf(questions: readonly Question[], texts: Texts): Field[] {
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
  const asked = questions.map((question) => ({
    name: answerField(question),
    label: question.text,
    kind: question.kind,
    required: question.required,
    options: question.options,
  }))
  return [...own, ...asked]
}

type ProblemText = { readonly name: string; readonly text: string }

function problemTexts(form: DetailsForm, fields: readonly Field[], texts: Texts): ProblemText[] {
  return Object.entries(form.problems).map(([name, code]) => {
    const label = fields.find((field) => field.name === name)?.label ?? texts.t(`field.${name.split('.')[0]}`)
    return { name, text: texts.t(`problem.${code}`, { field: label }) }
  })
}

function summary(problems: readonly ProblemText[], texts: Texts): Html {
  return html`<div class="problems" role="alert">
    <h3>${texts.t('form.problems')}</h3>
    <ul>
      ${problems.map(({ name, text }) => html`<li><a href="#${name}">${text}</a></li>`)}
    </ul>
  </div>`
}
