import { implement } from '@orpc/server'
import type { PeopleChange } from '../../src/core/contract/people-change.ts'
import { planPeopleChange } from '../../src/core/commands/plan-people-change.ts'
import type { Refusal, RefusalReason } from '../../src/core/contract/refusal.ts'
import { serverContract, type DeviceEntry } from '../../src/core/contract/server.ts'
import type { DirectoryState } from '../../src/core/document/access-facts.ts'
import type { DirectoryChange } from '../../src/core/document/directory-change.ts'
import type { CalendarId, DeviceId, MemberId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Team } from '../../src/core/model/team.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import { newId } from '../../src/engine/new-id.ts'
import { bookingsDouble } from './bookings-double.ts'

type Errors = { REFUSED(of: { data: Refusal }): Error }
type Context = { readonly headers: Headers }
type Person = { readonly member: Member; readonly password: string }

/** What the double has to do with the rest of a server. */
export type AccountsDeps = {
  /** The mirror of what was changed. */
  writeDirectory(change: DirectoryChange): void
  regrant(): void
  /** A device of this member was revoked. */
  cutOff(member: MemberId): void
}

/** People, their sessions and devices, and who may do what: by the rules of the real one, in memory. */
export function createAccountsDouble(workspace: Workspace, { writeDirectory, regrant, cutOff }: AccountsDeps) {
  let home = workspace
  const people = new Map<string, Person>()
  const sessions = new Map<string, MemberId>()
  const owners = new Map<CalendarId, MemberId>()
  let teams: readonly Team[] = []
  let shares: DirectoryState['shares'] = []
  let teamShares: DirectoryState['teamShares'] = []
  const devices = new Map<DeviceId, DeviceEntry & { readonly member: MemberId; readonly session: string }>()
  const revoked = new Set<string>()
  const taken = new Set<string>()

  const state = (): DirectoryState => ({
    members: [...people.values()].map(({ member }) => member),
    teams,
    owners: [...owners].map(([calendar, owner]) => ({ calendar, owner })),
    shares,
    teamShares,
  })
  const begin = (member: MemberId): string => {
    const session = newId()
    sessions.set(session, member)
    return session
  }
  const beginOn = ({ id, name }: { id: DeviceId; name: string }, member: MemberId): string => {
    const session = begin(member)
    devices.set(id, { id, name, member, session, createdAt: instant(0), seenAt: instant(0) })
    return session
  }
  const changeDirectory = (change: DirectoryChange): void => {
    for (const member of change.members ?? []) people.set(member.email, { member, password: 'password' })
    for (const team of change.teams ?? []) teams = [...teams.filter(({ id }) => id !== team.id), team]
    teams = teams.filter(({ id }) => change.removedTeams?.includes(id) !== true)
    for (const { calendar, owner } of change.owners ?? []) owners.set(calendar, owner)
    for (const { calendar, member, permission } of change.shares ?? []) {
      const others = shares.filter((share) => share.calendar !== calendar || share.member !== member)
      shares = permission === undefined ? others : [...others, { calendar, member, permission }]
    }
    for (const { calendar, team, permission } of change.teamShares ?? []) {
      const others = teamShares.filter((share) => share.calendar !== calendar || share.team !== team)
      teamShares = permission === undefined ? others : [...others, { calendar, team, permission }]
    }
    writeDirectory(change)
    regrant()
  }
  const refused = (errors: Errors, reason: RefusalReason) => errors.REFUSED({ data: { reason, details: {} } })
  const sessionOf = ({ headers }: Context) => headers.get('authorization')?.slice('Bearer '.length) ?? ''
  const memberOf = (context: Context) => sessions.get(sessionOf(context))
  const changePeople = (context: Context, errors: Errors, change: PeopleChange): void => {
    const member = memberOf(context)
    const planned = member === undefined ? undefined : planPeopleChange(state(), member, change)
    if (planned?.ok !== true) throw refused(errors, planned?.reason ?? 'forbidden')
    changeDirectory(planned.value)
  }
  const os = implement(serverContract).$context<Context>()

  const accounts = os.accounts.router({
    signIn: os.accounts.signIn.handler(({ input, errors }) => {
      const person = people.get(input.email)
      if (person?.password !== input.password) throw refused(errors, 'sign-in-failed')
      return { session: beginOn(input.device, person.member.id), workspace: home, member: person.member }
    }),
    register: os.accounts.register.handler(({ input }) => {
      home = input.workspace
      const member = { ...input.member, email: input.email }
      people.set(input.email, { member, password: input.password })
      changeDirectory({ workspace: home, ...input.beginnings })
      writeDirectory({ members: [member] })
      return { session: beginOn(input.device, member.id), workspace: home, member }
    }),
    syncToken: os.accounts.syncToken.handler(({ context, errors }) => {
      if (revoked.has(sessionOf(context))) throw refused(errors, 'device-revoked')
      const member = memberOf(context)
      if (member === undefined) throw errors.UNAUTHORIZED()
      return { token: begin(member), expiresAt: instant(0) }
    }),
    signOut: os.accounts.signOut.handler(({ context }) => {
      sessions.delete(sessionOf(context))
    }),
    devices: os.accounts.devices.handler(({ context }) => {
      const own = [...devices.values()].filter(({ member }) => member === memberOf(context))
      return own.map(({ id, name, createdAt, seenAt }) => ({ id, name, createdAt, seenAt }))
    }),
    revokeDevice: os.accounts.revokeDevice.handler(({ input, context, errors }) => {
      const entry = devices.get(input.device)
      if (entry === undefined || entry.member !== memberOf(context)) throw refused(errors, 'not-found')
      devices.delete(entry.id)
      revoked.add(entry.session)
      sessions.delete(entry.session)
      cutOff(entry.member)
    }),
  })
  const members = os.members.router({
    setRole: os.members.setRole.handler(({ input, context, errors }) =>
      changePeople(context, errors, { kind: 'set-role', ...input }),
    ),
    update: os.members.update.handler(({ input, context, errors }) =>
      changePeople(context, errors, { kind: 'edit-member', ...input }),
    ),
    end: os.members.end.handler(({ input, context, errors }) => {
      changePeople(context, errors, { kind: 'end-member', ...input })
      return []
    }),
  })
  const router = os.router({
    accounts,
    members,
    teams: {
      put: os.teams.put.handler(({ input, context, errors }) =>
        changePeople(context, errors, { kind: 'put-team', ...input }),
      ),
      remove: os.teams.remove.handler(({ input, context, errors }) =>
        changePeople(context, errors, { kind: 'remove-team', ...input }),
      ),
    },
    calendars: {
      share: os.calendars.share.handler(({ input: share, context, errors }) =>
        changePeople(context, errors, { kind: 'share', share }),
      ),
      pass: os.calendars.pass.handler(({ input, context, errors }) =>
        changePeople(context, errors, { kind: 'pass-calendar', ...input }),
      ),
    },
    addresses: {
      taken: os.addresses.taken.handler(({ input }) => input.slugs.filter((slug) => taken.has(slug))),
      lost: os.addresses.lost.handler(({ input }) =>
        input.links.filter(({ slug }) => taken.has(slug)).map(({ id }) => id),
      ),
    },
    workspace: {
      setHolidays: os.workspace.setHolidays.handler(({ input, context, errors }) => {
        if (memberOf(context) === undefined) throw errors.UNAUTHORIZED()
        home = { ...home, ...input }
        writeDirectory({ workspace: home })
        return home
      }),
    },
    bookings: bookingsDouble(),
  })

  return {
    router,
    state,
    changeDirectory,
    home: () => home,
    member: (session: string) => sessions.get(session),
    owners,
    /** By the first write: nobody is told but by the directory. */
    claim: (calendar: CalendarId, owner: MemberId): void => {
      owners.set(calendar, owner)
      writeDirectory({ owners: [{ calendar, owner }] })
    },
    join: (member: Member): void => {
      people.set(member.email, { member, password: 'password' })
      writeDirectory({ workspace: home, members: [member] })
    },
    take: (slug: string): void => void taken.add(slug),
    signOutAll: () => sessions.clear(),
  }
}
