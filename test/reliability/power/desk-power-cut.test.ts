import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { keepFigures } from '../../core/scheduling/oracle/law-runs.ts'
import { replayRows } from '../../support/replayed-rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { NOW } from '../../support/test-desk.ts'
import { seededRandom } from '../../sync/seeded-random.ts'
import { missingWords } from '../missing-words.ts'
import { createDisk } from './disk-image.ts'
import { canTrace, recordIn, traceWrites, type DiskStep } from './traced-writes.ts'

/** DAYLOOM_LONG=1: so many as are promised. DAYLOOM_SEED: the cuts of an earlier run. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const IMAGES = LONG ? 2_000 : 50
const SEED = Number(process.env['DAYLOOM_SEED'] ?? 1)
const CHILD = join(import.meta.dirname, 'power-child.ts')

/** The desk's system calls over two lives, and at the first start. */
async function recorded(folder: string, fault = ''): Promise<DiskStep[]> {
  const desk = join(folder, 'desk')
  mkdirSync(desk)
  const args = ['2', LONG ? '150' : '40', fault]
  return traceWrites(CHILD, { folder: desk, args, record: recordIn(folder) })
}

type Found = { readonly images: number; readonly said: number; readonly broken: readonly string[] }

/** Cuts the power at random moments; what then does not hold, with the seed and the moment. */
async function cutThrough(folder: string, steps: readonly DiskStep[], images: number): Promise<Found> {
  const random = seededRandom(SEED)
  const cuts = Array.from({ length: images }, () => random.below(steps.length + 1)).toSorted((a, b) => a - b)
  const disk = createDisk()
  const said: string[] = []
  const broken: string[] = []
  let done = 0
  for (const cut of cuts) {
    for (const step of steps.slice(done, cut)) {
      if (step.kind === 'said') said.push(step.line)
      disk.apply(step)
    }
    done = cut
    const image = join(folder, 'image')
    mkdirSync(image)
    disk.imageInto(image, random)
    for (const what of await brokenIn(image, said)) broken.push(`seed ${SEED}, cut at ${cut}: ${what}`)
    rmSync(image, { recursive: true })
  }
  return { images, said: said.length, broken }
}

async function brokenIn(image: string, said: readonly string[]): Promise<string[]> {
  const file = join(image, 'desk.sqlite')
  try {
    await (await openSqlite({ file })).close()
    const missing = missingWords(file, said)
    if (missing.length > 0) return missing
    const { before, after } = await replayRows(file, NOW)
    return JSON.stringify(before) === JSON.stringify(after) ? [] : ['a replay gives other rows']
  } catch (error) {
    return [String(error)]
  }
}

describe.skipIf(!canTrace)('a power cut', () => {
  test(
    `Y1 Y3 at ${IMAGES} moments while a desk writes: nothing that it had told the person is lost, and it opens`,
    { timeout: 1_200_000 },
    async () => {
      using folder = temporaryFolder()
      const steps = await recorded(folder.path)
      const { images, said, broken } = await cutThrough(folder.path, steps, IMAGES)
      expect(broken).toEqual([])
      expect(said).toBeGreaterThan(80)
      keepFigures({ images, acknowledged: said, lost: 0, seed: SEED })
      console.log(`${images} power cuts while a desk wrote, ${said} acknowledged, none lost`)
    },
  )

  test(
    'a desk whose commits do not wait for the disk loses what it had said (mutant)',
    { timeout: 600_000 },
    async () => {
      using folder = temporaryFolder()
      const steps = await recorded(folder.path, 'normal')
      const { broken } = await cutThrough(folder.path, steps, 30)
      expect(broken.filter((what) => what.includes(': acknowledged ')).length).toBeGreaterThan(0)
    },
  )
})
