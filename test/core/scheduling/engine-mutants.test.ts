import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ENGINE_MUTANTS } from './engine-mutants.ts'

const verdicts = new Map<string, unknown>()

beforeAll(() => {
  const child = join(import.meta.dirname, 'engine-mutants-child.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [child], { encoding: 'utf8', maxBuffer: 100_000_000 })
  if (stdout === '') throw new Error(stderr)
  for (const verdict of JSON.parse(stdout)) verdicts.set(verdict.name, verdict)
}, 300_000)

test('the engine as it is passes what its mutants are asked', () => {
  expect(ENGINE_MUTANTS.length).toBeGreaterThanOrEqual(10)
  expect(verdicts.get('as it is')).toEqual({ name: 'as it is', places: 1 })
})

test.each(ENGINE_MUTANTS)('a mutant is caught: $name', ({ name }) => {
  expect(verdicts.get(name)).toEqual({ name, places: 1, caughtBy: expect.any(String) })
})
