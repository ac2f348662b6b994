import { z } from 'zod'

/** Ids are UUIDv7 in lower case, made by us (PostgreSQL 15 has none). They sort by creation time. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

export const WorkspaceId = uuid.brand<'WorkspaceId'>()
export type WorkspaceId = z.infer<typeof WorkspaceId>
export const MemberId = uuid.brand<'MemberId'>()
export type MemberId = z.infer<typeof MemberId>
export const TeamId = uuid.brand<'TeamId'>()
export type TeamId = z.infer<typeof TeamId>
export const CalendarId = uuid.brand<'CalendarId'>()
export type CalendarId = z.infer<typeof CalendarId>
export const ScheduleId = uuid.brand<'ScheduleId'>()
export type ScheduleId = z.infer<typeof ScheduleId>
export const RuleId = uuid.brand<'RuleId'>()
export type RuleId = z.infer<typeof RuleId>
export const BreakId = uuid.brand<'BreakId'>()
export type BreakId = z.infer<typeof BreakId>
export const AbsenceId = uuid.brand<'AbsenceId'>()
export type AbsenceId = z.infer<typeof AbsenceId>
export const EventTypeId = uuid.brand<'EventTypeId'>()
export type EventTypeId = z.infer<typeof EventTypeId>
export const BookingLinkId = uuid.brand<'BookingLinkId'>()
export type BookingLinkId = z.infer<typeof BookingLinkId>
export const QuestionId = uuid.brand<'QuestionId'>()
export type QuestionId = z.infer<typeof QuestionId>
export const AppointmentId = uuid.brand<'AppointmentId'>()
export type AppointmentId = z.infer<typeof AppointmentId>
export const BookingId = uuid.brand<'BookingId'>()
export type BookingId = z.infer<typeof BookingId>
export const AttendeeId = uuid.brand<'AttendeeId'>()
export type AttendeeId = z.infer<typeof AttendeeId>
export const DeviceId = uuid.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>
export const CommandId = uuid.brand<'CommandId'>()
export type CommandId = z.infer<typeof CommandId>

/** Of a time held for an invitee: 128 random bits in base64url. Whoever knows it may book that time, so it stands in no log. */
export const HoldId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand<'HoldId'>()
export type HoldId = z.infer<typeof HoldId>
