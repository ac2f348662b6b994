import type { RefusalReason } from '../core/contract/refusal.ts'

/** What each refusal is called on the command line: one clear sentence. */
export const refusalText: Readonly<Record<RefusalReason, string>> = {
  'not-found': 'There is no such thing here.',
  forbidden: 'You are not allowed to do that.',
  'already-ended': 'It has ended already.',
  'end-before-start': 'The end lies before the start.',
  'unknown-zone': 'That time zone is unknown.',
  'invalid-rule': 'That recurrence rule cannot be used.',
  'invalid-input': 'Something about the input is not right.',
  'invalid-hours': 'Those hours cannot be used.',
  'name-taken': 'That name is taken.',
  'last-owner': 'A workspace has at least one owner.',
  'is-booking': 'A booking stays in the calendar it was made in.',
  'slot-taken': 'That time has been taken.',
  'disk-full': 'The disk is full: nothing was changed. Make some room and try again.',
  'storage-failed':
    'The disk failed while this was written: it may have been saved or not. Look before you enter it again.',
  'read-only': 'It can only be read here.',
  'newer-version': 'This data was written by a newer version of Dayloom: please update.',
  'sign-in-failed': 'The e-mail address or the password is not right.',
  'account-exists': 'There is an account with that e-mail address already.',
  'server-unreachable': 'The server cannot be reached.',
  'server-refused': 'The server refused.',
  'not-connected': 'This desk is not connected to a server.',
  'device-revoked': 'This device was signed out from another one: what it held has been wiped.',
  'already-connected': 'This desk holds somebody’s work already: use another folder with --data.',
  'file-unreadable': 'That is no calendar file.',
  'file-too-large': 'The file is larger than 50 MB.',
}
