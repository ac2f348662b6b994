import { Member } from '../model/member.ts'
import type { EntityLayout } from './entity-layout.ts'

const FIELDS = ['name', 'email', 'role', 'slug', 'zone', 'colour', 'ended'] as const

/** How members lie in the directory. */
export const memberLayout: EntityLayout<Member> = {
  root: 'members',
  schema: Member,
  keysOf: (member) => FIELDS.map((field) => [field, member[field]] as const),
  candidate: (id, view) => ({ ...Object.fromEntries(FIELDS.map((field) => [field, view.get(field)])), id }),
}
