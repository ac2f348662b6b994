import { implement } from '@orpc/server'
import { deskContract, type Changed, type Session } from '../../src/core/contract/desk.ts'
import type { SyncState } from '../../src/core/contract/sync-state.ts'
import { DeviceId, type BookingLinkId } from '../../src/core/model/ids.ts'
import { instant, type Instant } from '../../src/core/model/instant.ts'
import { members, miriam, uuid, workspace } from './clinic.ts'

/** Who is at the desk, where else they are signed in, and which of their addresses somebody else has. */
export type PeopleState = {
  session: Session
  devices: { id: DeviceId; name: string; createdAt: Instant; seenAt: Instant; isThis: boolean }[]
  lostAddresses: BookingLinkId[]
}

export function peopleState(): PeopleState {
  return {
    session: { workspace, member: miriam, server: 'https://dayloom.lindenhof.example', email: miriam.email },
    devices: [
      device(1, { name: 'Praxis-PC', seenAt: '2026-11-20T09:20:00Z', isThis: true }),
      device(2, { name: 'Miriams MacBook', seenAt: '2026-11-18T17:05:00Z', isThis: false }),
    ],
    lostAddresses: [],
  }
}

function device(n: number, { name, seenAt, isThis }: { name: string; seenAt: string; isThis: boolean }) {
  return {
    id: DeviceId.parse(uuid(11, n)),
    name,
    createdAt: instant(Date.UTC(2026, 2, n)),
    seenAt: instant(Date.parse(seenAt)),
    isThis,
  }
}

type Deps = {
  readonly state: PeopleState
  readonly asked: (path: string, input: unknown) => void
  readonly changed: (...collections: Changed) => void
  readonly setSync: (sync: Partial<SyncState>) => void
}

export function peopleProcedures({ state, asked, changed, setSync }: Deps) {
  const os = implement(deskContract)
  return {
    session: {
      get: os.session.get.handler(() => state.session),
      connect: os.session.connect.handler(({ input }) => {
        asked('session.connect', { ...input, password: '' })
        state.session = { ...state.session, server: input.server, email: input.email }
        setSync({ phase: 'online' })
        changed('session')
        return state.session
      }),
      signOut: os.session.signOut.handler(({ input }) => {
        asked('session.signOut', input)
        const { server, email, ...alone } = state.session
        const wiped = { why: 'signed-out', at: instant(0) } as const
        state.session = input.copy === 'keep' ? { server, email, ...alone } : { ...alone, wiped }
        if (input.copy === 'keep') setSync({ phase: 'offline', problem: 'signed-out' })
        else setSync({ phase: 'alone' })
        changed('session')
        return state.session
      }),
      devices: os.session.devices.handler(() => state.devices),
      revokeDevice: os.session.revokeDevice.handler(({ input }) => {
        asked('session.revokeDevice', input)
        state.devices = state.devices.filter(({ id }) => id !== input.device)
      }),
      seenWiped: os.session.seenWiped.handler(() => {
        const { wiped: _, ...session } = state.session
        state.session = session
        changed('session')
      }),
    },
    members: {
      list: os.members.list.handler(() => members),
      setRole: os.members.setRole.handler(({ input }) => asked('members.setRole', input)),
      update: os.members.update.handler(({ input }) => asked('members.update', input)),
      end: os.members.end.handler(({ input }) => {
        asked('members.end', input)
        return []
      }),
    },
    teams: {
      list: os.teams.list.handler(() => []),
      put: os.teams.put.handler(({ input }) => asked('teams.put', input)),
      remove: os.teams.remove.handler(({ input }) => asked('teams.remove', input)),
    },
    lostAddresses: os.eventTypes.lostAddresses.handler(() => state.lostAddresses),
  }
}
