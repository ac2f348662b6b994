import type { Instant } from '../../src/core/model/instant.ts'
import { utcAsWall } from '../../src/core/time/wall-clock.ts'
import type { MailAddress } from '../outbox/mail.ts'
import type { ReceivedMail } from '../outbox/test-mailbox.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { type Frame, pageLayout } from './page-layout.ts'

/** What would have been sent, newest first. */
export function mailboxPage(mails: readonly ReceivedMail[], frame: Frame): Html {
  const { texts } = frame
  const main = html`<section class="card">
    <h1>${texts.t('mailbox.title')}</h1>
    <p class="small">${texts.t('mailbox.intro')}</p>
    ${mails.length === 0 && html`<p>${texts.t('mailbox.empty')}</p>`}
    <ul class="mails">
      ${mails.map(item)}
    </ul>
  </section>`
  return pageLayout({ title: texts.t('mailbox.title'), main, width: 'narrow' }, frame)
}

/** One mail, with all that a mail program would make of it. */
export function mailPage({ id, sentAt, mail }: ReceivedMail, frame: Frame): Html {
  const { texts } = frame
  const main = html`<article class="card mail">
    <p class="small"><a href="/mailbox">${texts.t('mailbox.back')}</a></p>
    <h1>${mail.subject}</h1>
    <dl class="mail-head">
      <dt>${texts.t('mailbox.from')}</dt>
      <dd>${spoken(mail.from)}</dd>
      <dt>${texts.t('mailbox.to')}</dt>
      <dd>${spoken(mail.to)}</dd>
      <dt>${texts.t('mailbox.replyTo')}</dt>
      <dd>${spoken(mail.replyTo)}</dd>
      <dt>${texts.t('mailbox.sent')}</dt>
      <dd>${moment(sentAt)}</dd>
      ${
        mail.invite &&
        html`<dt>${texts.t('mailbox.attachments')}</dt>
          <dd><a href="/mailbox/${id}/invite.ics">invite.ics</a> (${mail.invite.method})</dd>`
      }
    </dl>
    <h2>${texts.t('mailbox.html')}</h2>
    <iframe src="/mailbox/${id}/body" title="${texts.t('mailbox.html')}" sandbox></iframe>
    <h2>${texts.t('mailbox.text')}</h2>
    <pre tabindex="0">${mail.text}</pre>
  </article>`
  return pageLayout({ title: mail.subject, main, width: 'narrow' }, frame)
}

function item({ id, sentAt, mail }: ReceivedMail): Html {
  return html`<li>
    <a href="/mailbox/${id}"
      ><strong>${mail.subject}</strong> <span>${spoken(mail.to)}</span><span class="small">${moment(sentAt)}</span></a
    >
  </li> `
}

function spoken({ name, address }: MailAddress): string {
  return `${name} <${address}>`
}

function moment(at: Instant): string {
  return `${utcAsWall(at).replace('T', ' ')} UTC`
}
