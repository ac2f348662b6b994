import type { AppointmentStatus } from '../../src/core/model/appointment.ts'
import type { InviteePolicy } from '../booking/policy.ts'
import { bookingFacts } from './booking-facts.ts'
import { addLinks, type BookedPage } from './confirmed-page.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { pageLayout } from './page-layout.ts'
import { proposalBox, type ShownProposal } from './proposal-box.ts'
import { reasonField } from './reason-field.ts'

/** C11: whether the policy of the type still lets them, and whether it asks why. */
export type Permitted = { readonly may: boolean; readonly reason: InviteePolicy['reason'] }

export type ManagePage = BookedPage & {
  readonly status: AppointmentStatus
  readonly cancelledBy: 'invitee' | 'host'
  readonly cancel: Permitted
  readonly reschedule: Permitted
  readonly proposal: ShownProposal | undefined
  /** The reason that was asked for did not come. */
  readonly reasonMissing?: boolean
}

/** The booking as it stands, and what may be done with it. */
export function managePage(page: ManagePage): Html {
  const { texts, eventType, status } = page
  const title = texts.t('manage.title', { eventType })
  const main = status === 'cancelled' ? cancelled(page) : standing(page)
  return pageLayout({ title, owner: page.workspace, main, width: 'narrow' }, page)
}

function standing(page: ManagePage): Html {
  const { texts, eventType, status } = page
  const open = status === 'confirmed' || status === 'pending'
  return html`<section class="card">
    <p class="status">${texts.t(`manage.${status}`)}</p>
    <h1>${texts.t('manage.heading')}</h1>
    <h2>${eventType}</h2>
    ${open && page.proposal && proposalBox(page, page.proposal)} ${bookingFacts(page.facts, page)}
    ${open && html`${addLinks(page)} ${choices(page)}`}
  </section>`
}

function choices(page: ManagePage): Html {
  const { texts, token, cancel, reschedule, facts } = page
  return html`${
    reschedule.may &&
    html`<p class="actions">
      <a class="button primary" rel="nofollow" href="/booking/${token}/reschedule/">${texts.t('manage.reschedule')}</a>
    </p>`
  }
  ${!reschedule.may && html`<p class="small">${texts.t('manage.noReschedule', { host: facts.host })}</p>`}
  ${cancel.may ? cancelForm(page) : html`<p class="small">${texts.t('manage.noCancel', { host: facts.host })}</p>`}`
}

function cancelForm({ texts, token, facts, cancel, reasonMissing = false }: ManagePage): Html {
  return html`<form class="cancel" method="post" action="/booking/${token}/manage">
    <h2>${texts.t('manage.cancelHeading')}</h2>
    <p>${texts.t('manage.cancelIntro')}</p>
    ${reasonField({ wanted: cancel.reason, missing: reasonMissing, host: facts.host }, texts)}
    <p class="send"><button class="danger">${texts.t('manage.cancel')}</button></p>
  </form>`
}

function cancelled(page: ManagePage): Html {
  const { texts, again, eventType, facts, cancelledBy } = page
  return html`<section class="card done">
    <p class="sign bad">${icon('cross')}</p>
    <h1>${texts.t('manage.cancelledHeading')}</h1>
    <p>
      ${texts.t(cancelledBy === 'invitee' ? 'manage.cancelledIntro' : 'manage.cancelledByHost', { host: facts.host })}
    </p>
    <h2 class="gone">${eventType}</h2>
    ${bookingFacts(facts, page)}
    <p class="actions"><a class="button primary" href="${again}">${texts.t('manage.bookAgain')}</a></p>
  </section>`
}
