import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Result } from '../../src/core/model/result.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'

export type Accounts = {
  /** An account with a password that opens a workspace as its owner. */
  register(input: {
    readonly password: string
    readonly workspace: Workspace
    readonly member: Member
  }): Promise<Result<MemberId, 'account-exists' | 'forbidden'>>
  /** An account with a password for one more member of a workspace that exists. */
  addMember(input: {
    readonly workspace: WorkspaceId
    readonly member: Member
    readonly password: string
  }): Promise<Result<MemberId, 'account-exists' | 'not-found'>>
}
