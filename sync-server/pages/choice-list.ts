import type { Field, TypedValue } from './form-field.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'

/** What a form posts under this name is always a list. */
export const LIST = '[]'

/** The options of a question, of which one or several may be chosen. */
export function choiceList({ name, kind, required, options = [], conditions }: Field, value: TypedValue = []): Html {
  const several = kind === 'multiselect'
  const chosen = typeof value === 'string' ? [value] : value
  const must = required && !several && (conditions ? html` data-required` : html` required`)
  const type = several ? 'checkbox' : 'radio'
  const field = several ? `${name}${LIST}` : name
  return html`<ul>
    ${options.map((option) => {
      const checked = chosen.includes(option) && html` checked`
      return html`<li>
        <label><input type="${type}" name="${field}" value="${option}" ${must}${checked} /> ${option}</label>
      </li> `
    })}
  </ul>`
}
