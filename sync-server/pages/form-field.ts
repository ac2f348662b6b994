import type { QuestionKind } from '../../src/core/model/question.ts'
import type { Texts } from '../booking/texts.ts'
import type { FieldCondition } from './field-condition.ts'
import { conditionText } from './field-condition.ts'
import { choiceList } from './choice-list.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

export type Field = {
  readonly name: string
  readonly label: string
  readonly kind: QuestionKind
  readonly required: boolean
  readonly options?: readonly string[]
  readonly autocomplete?: string
  readonly hint?: string
  /** Characters. */
  readonly longest?: number | undefined
  /** Asked only where all of them hold; without script it is always shown, and says so. */
  readonly conditions?: readonly FieldCondition[] | undefined
}

/** What was typed or chosen in one field. */
export type TypedValue = string | readonly string[]

export type FieldState = {
  readonly value: TypedValue | undefined
  readonly problem: string | undefined
  readonly texts: Texts
}

/** One labelled field; its hint and its problem are read out with it. */
export function formField(field: Field, state: FieldState): Html {
  const { name, conditions = [] } = field
  const { texts } = state
  const problem = state.problem !== undefined && html`<p class="problem" id="${name}-problem">${state.problem}</p>`
  const hint = field.hint !== undefined && html`<p class="hint" id="${name}-hint">${field.hint}</p>`
  const when =
    conditions.length > 0 &&
    html`<p class="hint when" id="${name}-when">${conditions.map((one) => conditionText(one, texts)).join(' ')}</p>`
  const data =
    conditions.length > 0 &&
    html` data-when="${JSON.stringify(conditions.map(({ field: on, anyOf }) => ({ field: on, anyOf })))}"`
  const told = { when, hint, problem }
  if (field.kind === 'checkbox') return tick(field, state, { data, told })
  if (field.kind === 'radio' || field.kind === 'multiselect') return choices(field, state, { data, told })
  return html`<div class="field" ${data}>
    <label for="${name}">${field.label}${mark(field, state)}</label>${when}${hint}${problem}${control(field, state)}
  </div>`
}

type Around = {
  readonly data: Html | false
  readonly told: { readonly when: Html | false; readonly hint: Html | false; readonly problem: Html | false }
}

function tick(field: Field, state: FieldState, { data, told }: Around): Html {
  return html`<div class="field tick" ${data}>
    ${control(field, state)}<label for="${field.name}">${field.label}${mark(field, state)}</label
    >${told.when}${told.problem}
  </div>`
}

function choices(field: Field, state: FieldState, { data, told }: Around): Html {
  const by = describedBy(field, state)
  return html`<fieldset class="field choices" id="${field.name}" tabindex="-1" ${data}${by}>
    <legend>${field.label}${mark(field, state)}</legend>
    ${told.when}${told.hint}${told.problem}${choiceList(field, state.value)}
  </fieldset>`
}

function mark({ required }: Field, { texts }: FieldState): Html | false {
  return !required && html` <span class="optional">(${texts.t('form.optional')})</span>`
}

function describedBy(field: Field, { problem }: FieldState): Html | false {
  const parts = {
    when: (field.conditions ?? []).length > 0,
    hint: field.hint !== undefined,
    problem: problem !== undefined,
  }
  const ids = Object.entries(parts).flatMap(([part, there]) => (there ? `${field.name}-${part}` : []))
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`
}

function control(field: Field, state: FieldState): Html {
  const { name, required, longest } = field
  const { problem, texts } = state
  const value = typeof state.value === 'string' ? state.value : ''
  // A browser would not send a form for want of an answer that is not asked for.
  const must = required && (field.conditions ? html` data-required` : html` required`)
  const wrong = problem !== undefined && html` aria-invalid="true"`
  const shared = html`id="${name}" name="${name}"${must}${describedBy(field, state)}${wrong}`
  switch (field.kind) {
    case 'textarea':
      return html`<textarea ${shared} rows="4" maxlength="${longest ?? 5_000}">${value}</textarea>`
    case 'select':
      return html`<select ${shared}>
        <option value="">${texts.t('form.chooseOption')}</option>
        ${field.options?.map((option) => html`<option${option === value && html` selected`}>${option}</option>`)}
      </select>`
    case 'checkbox':
      return html`<input type="checkbox" ${shared}${value === 'on' && html` checked`} />`
    case 'text':
    case 'email':
    case 'phone':
    case 'number':
    case 'date':
    case 'time':
    case 'url':
    case 'radio':
    case 'multiselect':
      return html`<input ${inputAttributes(field)} ${shared} value="${value}" />`
  }
}

function inputAttributes({ kind, autocomplete, longest }: Field): Html {
  const complete = autocomplete !== undefined && html` autocomplete="${autocomplete}"`
  switch (kind) {
    case 'email':
      return html`type="email" maxlength="254" spellcheck="false"${complete}`
    case 'phone':
      return html`type="tel" maxlength="50"${complete}`
    case 'number':
      return html`type="text" inputmode="decimal" maxlength="50"`
    case 'url':
      return html`type="url" maxlength="2000" spellcheck="false"`
    case 'date':
    case 'time':
      return html`type="${kind}"`
    case 'text':
    case 'textarea':
    case 'select':
    case 'radio':
    case 'multiselect':
    case 'checkbox':
      return html`type="text" maxlength="${longest ?? 200}"${complete}`
  }
}
