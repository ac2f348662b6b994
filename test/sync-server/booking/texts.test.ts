import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BookingErrorCode } from '../../../src/core/contract/booking.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'

const ROOT = join(import.meta.dirname, '../../..')

test('every text that the server asks for is there', async () => {
  const { t } = await createTexts()
  const code = globSync('sync-server/{booking,pages,outbox}/*.ts', { cwd: ROOT })
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n')
  const keys = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key)
  expect(keys.length).toBeGreaterThan(40)
  expect(keys.filter((key) => t(key, { count: 2 }) === key)).toEqual([])
})

test('every error code has a text', async () => {
  const { t } = await createTexts()
  for (const code of BookingErrorCode.options) expect(t(`error.${code}`)).not.toBe(`error.${code}`)
})
