import type { Organizer } from '../booking/organizer-by-slug.ts'
import { avatar } from './avatar.ts'
import { organizerPlace } from './booking-address.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icon } from './icon.ts'
import { type Frame, pageLayout } from './page-layout.ts'

export type ListedType = {
  readonly slug: string
  readonly name: string
  readonly description: string
  /** Minutes. */
  readonly durations: readonly number[]
  readonly colour: string
}

export type OrganizerPage = Frame & {
  readonly organizer: Organizer
  readonly slug: string
  readonly types: readonly ListedType[]
  /** Of a workspace: those with a page of their own. */
  readonly members: readonly { readonly slug: string; readonly name: string; readonly colour: string }[]
}

/** Who can be booked, and for what: each type a link. */
export function organizerPage(page: OrganizerPage): Html {
  const { texts, organizer, types, members } = page
  const { workspace } = organizer
  const name = organizer.kind === 'member' ? organizer.member.name : workspace.name
  const title = texts.t('organizer.title', { name })
  const empty = types.length === 0 && members.length === 0
  const main = html`<section class="organizer">
    <header>
      ${organizer.kind === 'member' && avatar({ name, colour: organizer.member.colour })}
      <div>
        <h1>${name}</h1>
        <p>${texts.t(empty ? 'organizer.nothing' : 'organizer.intro')}</p>
      </div>
    </header>
    ${types.length > 0 && typeList(page)} ${members.length > 0 && memberList(page)}
  </section>`
  const owner = organizer.kind === 'member' ? { owner: workspace.name } : {}
  return pageLayout({ title, ...owner, main, width: 'middle', listed: true, description: title }, page)
}

function typeList({ types, slug, texts }: OrganizerPage): Html {
  return html`<ul class="types">
    ${types.map((type) => {
      const { base } = organizerPlace({ organizer: slug, type: type.slug })
      const lengths = type.durations.map((count) => texts.t('page.duration', { count })).join(' · ')
      return html`<li>
        <a class="type" href="${base}">
          <svg class="dot" viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="6" fill="${type.colour}" />
          </svg>
          <strong>${type.name}</strong>
          <span class="lengths">${icon('clock')}${lengths}</span>
          ${type.description !== '' && html`<span class="about">${type.description}</span>`}
        </a>
      </li> `
    })}
  </ul>`
}

function memberList({ members, texts }: OrganizerPage): Html {
  return html`<h2>${texts.t('organizer.members')}</h2>
    <ul class="members">
      ${members.map(
        ({ slug, name, colour }) =>
          html`<li>
            <a href="/${slug}/">${avatar({ name, colour })}<span>${name}</span></a>
          </li> `,
      )}
    </ul>`
}
