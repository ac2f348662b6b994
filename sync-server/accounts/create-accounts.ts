import { isAPIError } from 'better-auth/api'
import type { Beginnings } from '../../src/core/contract/server.ts'
import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Team } from '../../src/core/model/team.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import { accountMember } from '../database/schema.ts'
import type { ServerTransaction } from '../documents/server-transaction.ts'
import type { Auth } from './create-auth.ts'
import { hasMembership, isJoined, workspaceExists } from './memberships.ts'

/** An account that has just proven itself. */
export type OpenedAccount = { readonly account: string; readonly session: string }

export type Accounts = {
  /** An account with a password that opens a workspace as its owner. Asked again with the same, it answers the same. */
  register(input: {
    readonly password: string
    readonly workspace: Workspace
    readonly member: Member
    readonly deviceName?: string
    /** Of themselves and their own calendars; what else it says is passed over. */
    readonly beginnings?: Beginnings | undefined
  }): Promise<Result<OpenedAccount, 'account-exists' | 'already-connected'>>
  /** An account with a password for one more member of a workspace that exists. */
  addMember(input: {
    readonly workspace: WorkspaceId
    readonly member: Member
    readonly password: string
  }): Promise<Result<OpenedAccount, 'account-exists' | 'not-found'>>
}

/** For the calls of devices. */
export type AccountsWithSignIn = Accounts & {
  /** Undefined: no such e-mail, or another password; which of them is not said. */
  signIn(input: Credentials): Promise<OpenedAccount | undefined>
}

type Credentials = { readonly email: string; readonly password: string; readonly deviceName: string }

export function createAccounts(deps: {
  readonly auth: Auth
  readonly serverTransaction: ServerTransaction
}): AccountsWithSignIn {
  const { auth, serverTransaction } = deps

  const signIn: AccountsWithSignIn['signIn'] = async ({ email, password, deviceName }) => {
    try {
      const headers = new Headers({ 'user-agent': encodeURIComponent(deviceName) })
      const { token, user } = await auth.api.signInEmail({ body: { email, password }, headers })
      return { account: user.id, session: token }
    } catch (error) {
      if (isAPIError(error) && error.status === 'UNAUTHORIZED') return undefined
      throw error
    }
  }
  const signUp = async (member: Member, password: string): Promise<OpenedAccount | undefined> => {
    try {
      const { token, user } = await auth.api.signUpEmail({ body: { email: member.email, name: member.name, password } })
      return token === null ? undefined : { account: user.id, session: token }
    } catch (error) {
      if (isAPIError(error) && error.status === 'UNPROCESSABLE_ENTITY') return undefined
      throw error
    }
  }
  /** A new account, or the one that a first try left behind before anything else was written. */
  const openAccount = async (member: Member, password: string, deviceName = ''): Promise<OpenedAccount | undefined> =>
    (await signUp(member, password)) ?? signIn({ email: member.email, password, deviceName })

  return {
    signIn,
    register: async ({ password, workspace, member, deviceName, beginnings }) => {
      const opened = await openAccount(member, password, deviceName)
      if (!opened) return refuse('account-exists')
      return serverTransaction(async (scope) => {
        if (await isJoined(scope.tx, opened.account, { workspace: workspace.id, member: member.id })) return ok(opened)
        if (await hasMembership(scope.tx, opened.account)) return refuse('account-exists')
        if (await workspaceExists(scope.tx, workspace.id)) return refuse('already-connected')
        const owner: Member = { ...member, role: 'owner', ended: false }
        await scope.putDirectory(workspace.id, { workspace, members: [owner], ...ownBeginnings(owner, beginnings) })
        await scope.tx
          .insert(accountMember)
          .values({ account: opened.account, workspace: workspace.id, member: member.id })
        return ok(opened)
      })
    },
    addMember: async ({ workspace, member, password }) => {
      const opened = await openAccount(member, password)
      if (!opened) return refuse('account-exists')
      return serverTransaction(async (scope) => {
        if (await isJoined(scope.tx, opened.account, { workspace, member: member.id })) return ok(opened)
        if (await hasMembership(scope.tx, opened.account)) return refuse('account-exists')
        if (!(await workspaceExists(scope.tx, workspace))) return refuse('not-found')
        await scope.putDirectory(workspace, { members: [member] })
        await scope.tx.insert(accountMember).values({ account: opened.account, workspace, member: member.id })
        return ok(opened)
      })
    },
  }
}

/** Nobody else is in a workspace that is born with this: whoever else is named in it is not. */
function ownBeginnings({ id }: Member, beginnings: Beginnings = {}): Beginnings {
  const owners = (beginnings.owners ?? []).filter(({ owner }) => owner === id)
  const teams = (beginnings.teams ?? []).map((team): Team => {
    const members = team.members.filter((member) => member === id)
    return { id: team.id, name: team.name, members, manager: team.manager === id ? id : undefined }
  })
  const known = new Set(teams.map((team) => team.id))
  const owned = new Set(owners.map(({ calendar }) => calendar))
  const teamShares = (beginnings.teamShares ?? []).filter(
    ({ team, calendar }) => known.has(team) && owned.has(calendar),
  )
  return { owners, teams, teamShares }
}
