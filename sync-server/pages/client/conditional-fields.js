// Shows a question only where the answers before it ask for it. Without script it is shown with its condition in words.

/**
 * @param {HTMLFormElement} form
 * @param {{ field: string, anyOf: (string | boolean)[] }} condition
 */
function holds(form, { field, anyOf }) {
  // What is not asked counts as not answered, and what hangs on it is not asked either.
  const earlier = form.querySelector(`[name="${field}"], [name="${field}[]"]`)
  if (!earlier || earlier.hasAttribute('disabled')) return false
  const data = new FormData(form)
  const given = new Set([...data.getAll(field), ...data.getAll(`${field}[]`)])
  return anyOf.some((wanted) => (typeof wanted === 'boolean' ? given.has('on') === wanted : given.has(wanted)))
}

/** @param {HTMLFormElement} form */
function ask(form) {
  // In order: what is not asked for is answered with nothing, and what depends on it sees that.
  for (const field of form.querySelectorAll('[data-when]')) {
    if (!(field instanceof HTMLElement)) continue
    const asked = JSON.parse(field.dataset['when'] ?? '[]').every(
      /** @param {{ field: string, anyOf: (string | boolean)[] }} condition */ (condition) => holds(form, condition),
    )
    field.hidden = !asked
    for (const input of field.querySelectorAll('input, select, textarea')) {
      input.toggleAttribute('disabled', !asked)
      if (input.hasAttribute('data-required')) input.toggleAttribute('required', asked)
    }
  }
}

for (const form of document.querySelectorAll('form.details')) {
  if (!(form instanceof HTMLFormElement) || !form.querySelector('[data-when]')) continue
  for (const said of form.querySelectorAll('.when')) said.setAttribute('hidden', '')
  form.addEventListener('change', () => ask(form))
  ask(form)
}
