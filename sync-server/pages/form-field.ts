import type { QuestionKind } from '../../src/core/model/question.ts'
import type { Texts } from '../booking/texts.ts'
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
}

type State = { readonly value: string | undefined; readonly problem: string | undefined; readonly texts: Texts }

/** One labelled field; its hint and its problem are read out with it. */
export function formField(field: Field, state: State): Html {
  const { name, label, required } = field
  const mark = !required && html` <span class="optional">(${state.texts.t('form.optional')})</span>`
  const problem = state.problem !== undefined && html`<p class="problem" id="${name}-problem">${state.problem}</p>`
  const hint = field.hint !== undefined && html`<p class="hint" id="${name}-hint">${field.hint}</p>`
  if (field.kind === 'checkbox') {
    return html`<div class="field tick">
      ${control(field, state)}<label for="${name}">${label}${mark}</label>${problem}
    </div>`
  }
  return html`<div class="field">
    <label for="${name}">${label}${mark}</label>${hint}${problem}${control(field, state)}
  </div>`
}

function control(field: Field, { value = '', problem, texts }: State): Html {
  const described = [field.hint !== undefined && `${field.name}-hint`, problem !== undefined && `${field.name}-problem`]
  const by = described.filter((id) => id !== false).join(' ')
  const shared = html`id="${field.name}"
  name="${field.name}"${field.required && html` required`}${by !== '' && html` aria-describedby="${by}"`}${problem !== undefined && html` aria-invalid="true"`}`
  switch (field.kind) {
    case 'textarea':
      return html`<textarea ${shared} rows="4" maxlength="5000">${value}</textarea>`
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
    case 'url':
      return html`<input ${inputAttributes(field)} ${shared} value="${value}" />`
  }
}

function inputAttributes({ kind, autocomplete }: Field): Html {
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
    case 'text':
    case 'textarea':
    case 'select':
    case 'checkbox':
      return html`type="text" maxlength="200"${complete}`
  }
}
