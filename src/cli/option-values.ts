import { InvalidArgumentError } from 'commander'
import { Email } from '../core/model/member.ts'
import { WallDate, ZoneName } from '../core/model/wall.ts'

export function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

export function wallDate(text: string): WallDate {
  const date = WallDate.safeParse(text)
  if (!date.success) throw new InvalidArgumentError('A date is written YYYY-MM-DD.')
  return date.data
}

export function zoneName(text: string): ZoneName {
  const zone = ZoneName.safeParse(text)
  if (!zone.success) throw new InvalidArgumentError('A time zone is named like Europe/Berlin.')
  return zone.data
}

export function email(text: string): string {
  if (!Email.safeParse(text).success) throw new InvalidArgumentError('This is no e-mail address.')
  return text
}

export function webAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('An address begins with http:// or https://.')
  }
  return text
}

export function profileName(text: string): string {
  // It becomes a folder's name, on every system the same.
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) {
    throw new InvalidArgumentError('A profile is named with lower case letters, digits and hyphens, such as anna.')
  }
  return text
}
