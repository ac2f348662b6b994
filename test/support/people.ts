import { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { Member } from '../../src/core/model/member.ts'
import { Workspace } from '../../src/core/model/workspace.ts'
import { newId } from '../../src/engine/new-id.ts'

/** A workspace of made-up people, in Berlin. */
export function newWorkspace(): Workspace {
  const id = WorkspaceId.parse(newId())
  return Workspace.parse({ id, name: 'Clinic', slug: 'clinic', zone: 'Europe/Berlin', locale: 'en', weekStart: 1 })
}

/** `email` names the person: what stands before the @ is the name and the slug. */
export function newMember(email: string, role: Member['role']): Member {
  const id = MemberId.parse(newId())
  const slug = email.split('@')[0]
  return Member.parse({ id, name: slug, email, role, slug, zone: 'Europe/Berlin', colour: '#3b6fd4', ended: false })
}
