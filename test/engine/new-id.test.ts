import { expect, test } from 'vitest'
import { CommandId } from '../../src/core/model/ids.ts'
import { newId } from '../../src/engine/new-id.ts'

test('ids are UUIDv7, unlike one another, and carry their moment', () => {
  const before = Date.now()
  const ids = Array.from({ length: 1_000 }, newId)
  const after = Date.now()
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) {
    expect(CommandId.safeParse(id).success).toBe(true)
    expect(id).toMatch(/^.{14}7.{4}[89ab]/)
    const moment = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    expect(moment >= before && moment <= after).toBe(true)
  }
})
