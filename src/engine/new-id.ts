import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../core/model/uuid.ts'

/** A fresh UUIDv7: ids sort by the moment they were made. */
export function newId(): string {
  return uuidV7(Date.now(), randomBytes(16))
}
