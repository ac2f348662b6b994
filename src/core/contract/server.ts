import { oc } from '@orpc/contract'
import { z } from 'zod'
import { EditMember, EndMember, PassCalendar, RemoveTeam, SetRole, ShareCalendar } from './people-change.ts'
import { DirectoryChange } from '../document/directory-change.ts'
import { AppointmentId, BookingId, BookingLinkId, DeviceId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import { Email, Member } from '../model/member.ts'
import { Team } from '../model/team.ts'
import { Name, Slug, Workspace } from '../model/workspace.ts'
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

/** A device of the person who asks. */
export const DeviceEntry = z.object({ id: DeviceId, name: z.string(), createdAt: Instant, seenAt: Instant })
export type DeviceEntry = z.infer<typeof DeviceEntry>

/** A booking that has a leaver as its host, to be given to somebody else. */
export const BookingToReassign = z.object({
  booking: BookingId,
  appointment: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
})
export type BookingToReassign = z.infer<typeof BookingToReassign>

/**
 * What somebody who worked alone had laid down by themselves: about them and their own calendars alone. The calendars are new to
 * the server.
 */
export const Beginnings = DirectoryChange.pick({ teams: true, owners: true, teamShares: true })
export type Beginnings = z.infer<typeof Beginnings>

const AskingLink = z.object({ id: BookingLinkId, slug: Slug })
export type AskingLink = z.infer<typeof AskingLink>

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
          beginnings: Beginnings.optional(),
        }),
      )
      .output(SignedIn),
    /** For the subprotocol of the sync socket; lives minutes, bound to member and device. */
    syncToken: call.input(z.object({ device: DeviceId })).output(z.object({ token: z.string(), expiresAt: Instant })),
    signOut: call.output(z.void()),
    /** One's own, the one seen last first. */
    devices: call.output(z.array(DeviceEntry)),
    /**
     * One's own. Its session ends, its sockets close within 10 s (4410), and whatever it asks next is refused as `device-revoked`:
     * it then wipes what it holds.
     */
    revokeDevice: call.input(z.object({ device: DeviceId })).output(z.void()),
  },
  /** Who may: core/model/powers.ts. Everything here takes effect on open connections within 10 s (Y6). */
  members: {
    setRole: call.input(SetRole).output(z.void()),
    /** Name, address, zone, colour. */
    update: call.input(EditMember).output(z.void()),
    /** Ends sessions and devices of the leaver. Answers with the bookings that are theirs and still to come. */
    end: call.input(EndMember).output(z.array(BookingToReassign)),
  },
  teams: {
    /** New, or in place of the one with its id. */
    put: call.input(z.object({ team: Team })).output(z.void()),
    remove: call.input(RemoveTeam).output(z.void()),
  },
  calendars: {
    /** Needs `admin` on the calendar. With a member or a team. No `permission`: withdrawn. */
    share: call.input(ShareCalendar).output(z.void()),
    /** Makes somebody else its owner. */
    pass: call.input(PassCalendar).output(z.void()),
  },
  addresses: {
    /** Which of these public addresses somebody has already; anybody can see as much by opening them. */
    taken: call.input(z.object({ slugs: z.array(Slug).max(1_000) })).output(z.array(Slug)),
    /** Of these links those whose address another link has: it asked for it first. */
    lost: call.input(z.object({ links: z.array(AskingLink).max(1_000) })).output(z.array(BookingLinkId)),
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
