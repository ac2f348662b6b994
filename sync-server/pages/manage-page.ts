import type { AppointmentStatus } from '../../src/core/model/appointment.ts'
import { bookingAddress } from './booking-address.ts'
import { bookingFacts } from './booking-facts.ts'
import type { BookedPage } from './confirmed-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { pageLayout } from './page-layout.ts'

export type ManagePage = BookedPage & { readonly status: AppointmentStatus; readonly cancelledBy: 'invitee' | 'host' }

/** The booking as it stands, and a way to cancel it while it does. */
export function managePage(page: ManagePage): Html {
  const { texts, eventType, status } = page
  const title = texts.t('manage.title', { eventType })
  const main = status === 'cancelled' ? cancelled(page) : standing(page)
  return pageLayout({ title, owner: page.workspace, main, width: 'narrow' }, page)
}

function standing(page: ManagePage): Html {
  const { texts, eventType, status } = page
  return html`<section class="card">
    <p class="status">${texts.t(`manage.${status}`)}</p>
    <h1>${texts.t('manage.heading')}</h1>
    <h2>${eventType}</h2>
    ${bookingFacts(page.facts, page)} ${(status === 'confirmed' || status === 'pending') && cancelForm(page)}
  </section>`
}

function cancelForm({ texts, token, facts }: ManagePage): Html {
  return html`<form class="cancel" method="post" action="/booking/${token}/manage">
    <h2>${texts.t('manage.cancelHeading')}</h2>
    <p>${texts.t('manage.cancelIntro')}</p>
    <div class="field">
      <label for="reason"
        >${texts.t('manage.reason')} <span class="optional">(${texts.t('form.optional')})</span></label
      >
      <p class="hint" id="reason-hint">${texts.t('manage.reasonHint', { host: facts.host })}</p>
      <textarea id="reason" name="reason" rows="3" maxlength="2000" aria-describedby="reason-hint"></textarea>
    </div>
    <p class="send"><button class="danger">${texts.t('manage.cancel')}</button></p>
  </form>`
}

function cancelled(page: ManagePage): Html {
  const { texts, slug, eventType, facts, cancelledBy } = page
  return html`<section class="card done">
    <p class="sign bad">${icon('cross')}</p>
    <h1>${texts.t('manage.cancelledHeading')}</h1>
    <p>
      ${texts.t(cancelledBy === 'invitee' ? 'manage.cancelledIntro' : 'manage.cancelledByHost', { host: facts.host })}
    </p>
    <h2 class="gone">${eventType}</h2>
    ${bookingFacts(facts, page)}
    <p class="actions"><a class="button primary" href="${bookingAddress(slug)}">${texts.t('manage.bookAgain')}</a></p>
  </section>`
}
