import type { Role } from './member.ts'

/** How far a role's power reaches: over everybody; over all but owners; over what is one's own; nowhere. */
export type Reach = 'all' | 'all-but-owners' | 'own' | 'none'

type Reaches = Readonly<Record<Role, Reach>>

/**
 * Who may do what to people, teams and calendars; documents have a table of their own (document/access.ts). `own` means oneself, a
 * team that one manages, or a calendar that one owns (to share one: also a calendar on which one has `admin`).
 */
export const POWERS = {
  'edit-workspace': { owner: 'all', admin: 'all', manager: 'none', staff: 'none' },
  'set-role': { owner: 'all', admin: 'all-but-owners', manager: 'none', staff: 'none' },
  'end-member': { owner: 'all', admin: 'all-but-owners', manager: 'none', staff: 'none' },
  'edit-member': { owner: 'all', admin: 'all-but-owners', manager: 'own', staff: 'own' },
  'put-team': { owner: 'all', admin: 'all', manager: 'own', staff: 'none' },
  'remove-team': { owner: 'all', admin: 'all', manager: 'none', staff: 'none' },
  'share-calendar': { owner: 'own', admin: 'own', manager: 'own', staff: 'own' },
  'pass-calendar': { owner: 'all', admin: 'all', manager: 'own', staff: 'own' },
  'manage-booking': { owner: 'all', admin: 'all', manager: 'all', staff: 'own' },
  'revoke-device': { owner: 'own', admin: 'own', manager: 'own', staff: 'own' },
} as const satisfies Record<string, Reaches>
export type Action = keyof typeof POWERS

/** What an action is about: whether it is the actor's own, and whether it touches an owner of the workspace. */
export type ActionTarget = { readonly isOwn: boolean; readonly touchesOwner?: boolean }

/** Whether somebody of this role may. */
export function mayAct(role: Role, action: Action, { isOwn, touchesOwner = false }: ActionTarget): boolean {
  const reaches: Reaches = POWERS[action]
  switch (reaches[role]) {
    case 'all':
      return true
    case 'all-but-owners':
      return !touchesOwner
    case 'own':
      return isOwn
    case 'none':
      return false
  }
}
