import type { Texts } from '../booking/texts.ts'
import type { FieldProblems } from '../booking/booking-request.ts'
import type { Field, TypedValue } from './form-field.ts'
import { formField } from './form-field.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

/** What was typed so far, by the name of its field. */
export type Typed = Readonly<Record<string, TypedValue>>

export type DetailsForm = {
  readonly action: string
  readonly key: string
  /** ISO 8601 with offset. Several: a choice of buttons, on top, each of which books its time. */
  readonly starts: readonly { readonly start: string; readonly label: string }[]
  /** Minutes; absent: the usual one. */
  readonly duration: number | undefined
  readonly timezone: string
  readonly clock: string | undefined
  /** Where holds are asked for, and the one that there is already; absent: nothing is held. */
  readonly holds: { readonly address: string; readonly id: string | undefined } | undefined
  readonly fields: readonly Field[]
  readonly typed: Typed
  readonly problems: FieldProblems
  readonly workspace: string
}

/** The last step: who books. What was typed stays, problems stand at their fields and, as links, on top. */
export function detailsForm(form: DetailsForm, texts: Texts): Html {
  const { fields } = form
  const problems = problemTexts(form, texts)
  const buttons = html`<p class="send">
    ${form.starts.map(({ start, label }) => html`<button class="primary" name="start" value="${start}">${label}</button> `)}
  </p>`
  const choice = form.starts.length > 1
  const kept = { idempotencyKey: form.key, duration: form.duration, timezone: form.timezone, clock: form.clock }
  return html`${problems.length > 0 && summary(problems, texts)}
    <form class="details" method="post" action="${form.action}">
      ${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${holding(form, texts)} ${choice && buttons}
      ${fields.map((field) => formField(field, { value: form.typed[field.name], problem: problems.find(({ name }) => name === field.name)?.text, texts }))}
      ${!choice && buttons}
      <p class="small">${texts.t('form.privacy', { workspace: form.workspace })}</p>
    </form>`
}

/** C3: the script holds the time while the form is filled in, and shows for how long. */
function holding({ holds, starts: [first] }: DetailsForm, texts: Texts): Html | false {
  if (!holds || !first) return false
  const time = '{time}'
  return html`<p
      class="hold"
      data-holds="${holds.address}"
      data-start="${first.start}"
      data-held="${texts.t('hold.held', { time })}"
      data-ended="${texts.t('hold.ended')}"
    ></p>
    <input type="hidden" name="hold" value="${holds.id ?? ''}" />`
}

type ProblemText = { readonly name: string; readonly text: string }

function problemTexts({ problems, fields }: DetailsForm, texts: Texts): ProblemText[] {
  return Object.entries(problems).map(([name, code]) => {
    // A list has its problems by place: `guests.1`.
    const field = fields.find((one) => name === one.name || name.startsWith(`${one.name}.`))
    const label = field?.label ?? texts.t(`field.${name.split('.')[0]}`)
    return { name: field?.name ?? name, text: texts.t(`problem.${code}`, { field: label }) }
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
