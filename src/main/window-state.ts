import type { Rectangle } from 'electron'
import Store from 'electron-store'
import { z } from 'zod'

const Bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(500).max(20_000),
})

/** Where the window stood when it was last closed. */
export type WindowState = { bounds(): z.infer<typeof Bounds>; keep(bounds: Rectangle): void }

export function createWindowState(folder: string): WindowState {
  const store = new Store({ name: 'window', cwd: folder, clearInvalidConfig: true })
  return {
    bounds: () => {
      const kept = Bounds.safeParse(store.get('bounds'))
      return kept.success ? kept.data : { width: 1280, height: 800 }
    },
    keep: (bounds) => store.set('bounds', bounds),
  }
}
