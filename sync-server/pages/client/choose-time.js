// Makes the page on which a time is chosen more comfortable: everything here is a link or a form that works without it too.

const LATE_MS = 1_000
const HOLD_KEY = 'dayloom-hold'

/** @returns {HTMLElement | null} */
const section = () => document.querySelector('.choose')

/** @type {EventSource | undefined} */
let events
let turns = 0
let shown = withoutHash(location.href)

/** @param {string} address */
function withoutHash(address) {
  return address.replace(/#.*/, '')
}

/**
 * Puts the page at another address in place of this one, unless something else was asked for meanwhile.
 * @param {string} address
 * @param {'push' | 'replace' | 'keep'} history
 */
async function show(address, history) {
  const turn = ++turns
  section()?.setAttribute('aria-busy', 'true')
  const fresh = await choices(address)
  if (turn !== turns) return
  const old = section()
  if (!fresh || !old) {
    location.assign(address)
    return
  }
  const focused = keyOf(document.activeElement)
  old.replaceWith(document.adoptNode(fresh))
  if (history === 'push') window.history.pushState(null, '', address)
  if (history === 'replace') window.history.replaceState(null, '', address)
  shown = withoutHash(location.href)
  prepare()
  refocus(focused)
}

/**
 * @param {string} address
 * @returns {Promise<HTMLElement | null>}
 */
async function choices(address) {
  try {
    const answer = await fetch(address)
    if (!answer.ok) return null
    return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.choose')
  } catch {
    return null
  }
}

/**
 * How an element is found again after its place was drawn anew.
 * @param {Element | null} element
 */
function keyOf(element) {
  if (!element || !section()?.contains(element)) return undefined
  if (element.id !== '') return `#${element.id}`
  const name = ['data-date', 'data-start', 'data-step'].find((one) => element.hasAttribute(one))
  return name && `[${name}="${element.getAttribute(name)}"]`
}

/** @param {string | undefined} key */
function refocus(key) {
  if (key === undefined) return
  const found = section()?.querySelector(key) ?? section()?.querySelector('.day h3')
  if (found instanceof HTMLElement) found.focus({ preventScroll: true })
}

/** What has to be done to every section that is shown. */
function prepare() {
  const now = section()
  now?.querySelector('form.zone button')?.setAttribute('hidden', '')
  const days = dayLinks()
  const current = days.find((day) => day.hasAttribute('aria-current')) ?? days[0]
  for (const day of days) day.tabIndex = day === current ? 0 : -1
  now?.querySelector('.month table')?.setAttribute('role', 'grid')
}

/** @returns {HTMLElement[]} */
function dayLinks() {
  return [...(section()?.querySelectorAll('.month td a') ?? [])].filter((day) => day instanceof HTMLElement)
}

// Days, months, lengths and clocks are looked at in place; a time leads on to the form.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('.choose a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('data-start')) return
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  const toTimes = link.hash === '#times'
  void show(withoutHash(link.href), 'push').then(() => toTimes && scrollToTimes())
})

function scrollToTimes() {
  section()?.querySelector('#times')?.scrollIntoView({ block: 'nearest' })
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && target.id === 'timezone' && target.form) submit(target.form)
})
document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches('form.zone')) return
  event.preventDefault()
  submit(event.target)
})

/** @param {HTMLFormElement} form */
function submit(form) {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') query.set(name, value)
  void show(`${form.action}?${query}`, 'replace')
}

// The days as a date grid: https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/examples/datepicker-dialog/
document.addEventListener('keydown', (event) => {
  const day = event.target instanceof HTMLElement ? event.target.closest('.month td a') : null
  if (!(day instanceof HTMLElement)) return
  const to = dayAt(day, event.key)
  if (to === undefined) return
  event.preventDefault()
  if (to) to.focus()
})

/**
 * The day to which a key leads; null: there is none; undefined: it is no key of the grid.
 * @param {HTMLElement} day
 * @param {string} key
 */
function dayAt(day, key) {
  const days = dayLinks()
  const at = days.indexOf(day)
  const number = Number(day.textContent)
  const nearest = /** @param {number} wanted @param {HTMLElement[]} among */ (wanted, among) =>
    among.find((one) => Number(one.textContent) >= wanted) ?? null
  const row = day.closest('tr')
  const week = days.filter((one) => one.closest('tr') === row)
  switch (key) {
    case 'ArrowRight':
      return days[at + 1] ?? null
    case 'ArrowLeft':
      return days[at - 1] ?? null
    case 'ArrowDown':
      return nearest(number + 7, days)
    case 'ArrowUp':
      return days.findLast((one) => Number(one.textContent) <= number - 7) ?? null
    case 'Home':
      return week[0] ?? null
    case 'End':
      return week.at(-1) ?? null
    case 'PageUp':
    case 'PageDown':
      section()
        ?.querySelector(`a[data-step="${key === 'PageUp' ? 'back' : 'forth'}"]`)
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      return null
    default:
      return undefined
  }
}

/** The visitor's own zone, where they have not chosen one. */
function zoneAddress() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const now = section()
  if (!now?.hasAttribute('data-assumed') || !timeZone || timeZone === now.dataset.zone) return undefined
  const address = new URL(location.href)
  address.searchParams.set('timezone', timeZone)
  return address.href
}

// Times that others take vanish, and those that come free appear. A page that nobody looks at listens to nothing.
function listen() {
  events?.close()
  const address = section()?.dataset['events']
  if (address === undefined || document.hidden) return
  events = new EventSource(address)
  let lost = false
  events.addEventListener('error', () => (lost = true))
  events.addEventListener('open', () => lost && refresh())
  // Not all at once, where many look at the same page.
  events.addEventListener('changed', () => setTimeout(refresh, Math.random() * LATE_MS))
}

function refresh() {
  if (section() && !document.hidden) void show(location.href, 'keep')
}

/** Whoever comes back to choose again no longer wants what was held (C3). */
async function giveBack() {
  const hold = sessionStorage.getItem(HOLD_KEY)
  if (hold === null) return
  sessionStorage.removeItem(HOLD_KEY)
  const answer = await fetch(`/api/v1/public/holds/${hold}`, { method: 'DELETE' }).catch(() => undefined)
  if (answer?.ok) refresh()
}

function start() {
  prepare()
  const address = zoneAddress()
  if (address !== undefined) void show(address, 'replace')
  listen()
  void giveBack()
}

if (section()) {
  document.addEventListener('visibilitychange', () => {
    listen()
    refresh()
  })
  window.addEventListener('popstate', () => {
    // A link within the page, like the one to its content, leads to no other step.
    if (withoutHash(location.href) !== shown) void show(location.href, 'keep')
  })
  window.addEventListener('pagehide', () => events?.close())
  window.addEventListener('pageshow', ({ persisted }) => persisted && start())
  start()
}
