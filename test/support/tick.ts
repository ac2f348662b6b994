import type { Locator } from 'playwright'
import { eventually } from './eventually.ts'

/**
 * Ticks a check box, or chooses a radio, the way a person does: one press on what is seen of it (its label), once that stands still and
 * nothing lies over it. Does nothing where it is ticked already; never presses twice.
 */
export async function tick(box: Locator): Promise<void> {
  await bring(box, true)
}

/** Takes the tick away, in the same way. */
export async function untick(box: Locator): Promise<void> {
  await bring(box, false)
}

async function bring(box: Locator, wanted: boolean): Promise<void> {
  await box.waitFor({ state: 'attached' })
  if ((await box.isChecked()) === wanted) return
  const label = box.locator('xpath=ancestor::label[1]')
  await ((await label.count()) > 0 ? label : box).click()
  await eventually(async () => (await box.isChecked()) === wanted, {
    what: wanted ? 'the tick' : 'the end of the tick',
  })
}
