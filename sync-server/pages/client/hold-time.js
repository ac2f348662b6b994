// C3: holds the chosen time while its form is filled in, and shows for how long. Without it the time is taken when the form is sent.

const HOLD_KEY = 'dayloom-hold'
const RENEWED_MS = 60_000

const shown = document.querySelector('p.hold')
const form = shown?.closest('form')
const kept = form?.elements.namedItem('hold')

let heldUntil = 0
let askedAt = 0

/** @param {string} name */
function valueOf(name) {
  const field = form?.elements.namedItem(name)
  return field instanceof HTMLInputElement && field.value !== '' ? field.value : undefined
}

/** @param {HTMLElement} place */
async function hold({ dataset }) {
  askedAt = performance.now()
  const duration = valueOf('duration')
  const body = JSON.stringify({
    start: dataset['start'],
    timezone: valueOf('timezone'),
    duration: duration && Number(duration),
    hold: valueOf('hold') ?? sessionStorage.getItem(HOLD_KEY) ?? undefined,
  })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(dataset['holds'] ?? '', { method: 'POST', headers, body }).catch(() => undefined)
  // Whatever goes wrong, the form works as it does without a hold.
  if (!answer?.ok || !(kept instanceof HTMLInputElement)) return
  const { id, expiresAt } = await answer.json()
  // By the server's clock: the visitor's may be wrong.
  const now = Date.parse(answer.headers.get('date') ?? '') || Date.now()
  heldUntil = performance.now() + Date.parse(expiresAt) - now
  kept.value = id
  sessionStorage.setItem(HOLD_KEY, id)
  const address = new URL(location.href)
  address.searchParams.set('hold', id)
  if (address.searchParams.has('start')) history.replaceState(null, '', address)
}

/** @param {HTMLElement} place */
function tell(place) {
  if (heldUntil === 0) return
  const seconds = Math.max(0, Math.floor((heldUntil - performance.now()) / 1_000))
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  place.textContent =
    seconds > 0 ? (place.dataset['held'] ?? '').replace('{time}', time) : (place.dataset['ended'] ?? '')
}

if (shown instanceof HTMLElement && form) {
  form.addEventListener('input', () => {
    if (performance.now() - askedAt > RENEWED_MS) void hold(shown)
  })
  setInterval(() => tell(shown), 1_000)
  void hold(shown).then(() => tell(shown))
}
