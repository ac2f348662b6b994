import type { FastifyReply, FastifyRequest } from 'fastify'
import { organizerBySlug } from '../booking/organizer-by-slug.ts'
import { publicMembers, publicTypes } from '../booking/public-types.ts'
import { organizerPage } from './organizer-page.ts'
import { type PageDeps, sendNotFound, sendPage } from './page-deps.ts'

type Request = FastifyRequest<{ Params: { organizer: string } }>

/** `GET /{organizer}/` */
export async function showOrganizerPage(request: Request, reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { organizer: slug } = request.params
  const db = deps.store.read
  const organizer = await organizerBySlug(db, slug)
  if (!organizer) return sendNotFound(reply, deps)
  const bookables = await publicTypes(db, organizer, { bookables: deps.bookables, now: deps.now() })
  const members = organizer.kind === 'workspace' ? await publicMembers(db, organizer.workspace.id) : []
  const { texts, style, script } = deps
  const types = bookables.map(({ eventType }) => eventType)
  return sendPage(reply, organizerPage({ texts, style, script, organizer, slug, types, members }))
}
