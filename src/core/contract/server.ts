import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Permission } from '../model/calendar.ts'
import { BookingId, CalendarId, DeviceId, MemberId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import { Email, Member } from '../model/member.ts'
import { Name, Workspace } from '../model/workspace.ts'
import { WorkspaceHolidays } from './availability.ts'
import {
  CancelBooking,
  HistoryEntry,
  HostedBooking,
  MarkBooking,
  MoveBooking,
  ProposeTime,
  ReassignBooking,
  WithdrawProposal,
} from './hosted-bookings.ts'
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
  workspace: {
    /** For owners and admins. */
    setHolidays: call.input(WorkspaceHolidays).output(Workspace),
  },
  /**
   * For its hosts, for whoever may write in a calendar in which it stands, and for owners, admins and managers. A time that is taken
   * is refused as `slot-taken` with `alternatives`: starts that can be had.
   */
  bookings: {
    reschedule: call.input(MoveBooking).output(HostedBooking),
    /** C10: held until the invitee answers or it expires. */
    propose: call.input(ProposeTime).output(HostedBooking),
    withdrawProposal: call.input(WithdrawProposal).output(HostedBooking),
    reassign: call.input(ReassignBooking).output(HostedBooking),
    cancel: call.input(CancelBooking).output(HostedBooking),
    mark: call.input(MarkBooking).output(HostedBooking),
    /** Oldest first; also for those who may only read. */
    history: call.input(z.object({ booking: BookingId })).output(z.array(HistoryEntry)),
  },
}
