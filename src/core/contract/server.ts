import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Permission } from '../model/calendar.ts'
import { CalendarId, DeviceId, MemberId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import { Email, Member } from '../model/member.ts'
import { Name, Workspace } from '../model/workspace.ts'
import { Refusal } from './refusal.ts'

/** What an engine asks of the sync server over HTTP, at `/api/v1/rpc`. Signed-in calls carry `Authorization: Bearer <session>`. */
const call = oc.errors({
  REFUSED: { status: 422, data: Refusal },
  UNAUTHORIZED: { status: 401 },
  TOO_MANY_REQUESTS: { status: 429 },
})

const Device = z.object({ id: DeviceId, name: z.string().max(200) })
const Password = z.string().min(8).max(1_000)

export const SignedIn = z.object({ session: z.string(), workspace: Workspace, member: Member })
export type SignedIn = z.infer<typeof SignedIn>

export const serverContract = {
  accounts: {
    signIn: call
      .input(z.object({ email: Email, password: z.string().min(1).max(1_000), device: Device }))
      .output(SignedIn),
    /** Someone who worked alone opens an account: the workspace and its owner keep their ids (Y8). */
    register: call
      .input(
        z.object({
          email: Email,
          password: Password,
          name: Name,
          workspace: Workspace,
          member: Member,
          device: Device,
        }),
      )
      .output(SignedIn),
    /** For the subprotocol of the sync socket; lives minutes, bound to member and device. */
    syncToken: call.input(z.object({ device: DeviceId })).output(z.object({ token: z.string(), expiresAt: Instant })),
    signOut: call.output(z.void()),
  },
  calendars: {
    /** Needs `admin` on the calendar. No `permission`: withdrawn. Takes effect on open connections within 10 s (Y6). */
    share: call
      .input(z.object({ calendar: CalendarId, member: MemberId, permission: Permission.optional() }))
      .output(z.void()),
  },
}
