import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SetAsideReason } from '../../src/core/contract/calendar-file.ts'
import { RefusalReason } from '../../src/core/contract/refusal.ts'
import { Permission } from '../../src/core/model/calendar.ts'

const desk: Record<string, Record<string, unknown>> = JSON.parse(
  readFileSync('resources/translations/en/desk.json', 'utf8'),
)

test('every reason a person can be given has a text', () => {
  expect(RefusalReason.options.filter((reason) => typeof desk.refusal?.[reason] !== 'string')).toEqual([])
  expect(SetAsideReason.options.filter((reason) => typeof desk.setAside?.[reason] !== 'string')).toEqual([])
  expect(Permission.options.filter((permission) => typeof desk.permission?.[permission] !== 'string')).toEqual([])
})

test('a plural has all the forms of its language', () => {
  const keys = Object.entries(desk).flatMap(([group, texts]) => Object.keys(texts).map((key) => `${group}.${key}`))
  const one = keys.filter((key) => key.endsWith('_one')).map((key) => key.replace(/_one$/, ''))
  const other = keys.filter((key) => key.endsWith('_other')).map((key) => key.replace(/_other$/, ''))
  expect(one).toEqual(other)
})
