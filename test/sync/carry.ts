import type { DeviceSide } from './device-side.ts'
import { count, type History } from './history.ts'
import { turn } from './turn.ts'

/** Says what happens, for a person to read. */
export type Say = (what: string) => void

export function connect({ server, counts }: Pick<History, 'server' | 'counts'>, device: DeviceSide): void {
  device.connect(server.connect(device.identity()))
  count({ counts }, 'connections')
}

/** The device knows at once; some of what it had sent still reaches the server, perhaps after its next hello. */
export function cut(history: History, device: DeviceSide, say: Say): void {
  const wire = device.wire()
  if (wire === undefined) return
  say('is cut off')
  count(history, 'cuts')
  wire.cut(history.random.below(4))
  history.old.add(wire)
}

export async function cutEverybody({ devices, old }: History): Promise<void> {
  for (const device of devices) {
    const wire = device.wire()
    wire?.cut(0)
    if (wire) old.add(wire)
    await device.disconnect()
  }
  for (const wire of old) while (wire.carryUp());
  old.clear()
  await turn()
}

/** Of a hundred frames, so many never arrive. */
const LOSS = 10

/** Some frames of every line; each is lost with one chance in ten, and with it all that would have come behind it. */
export async function carrySome(history: History): Promise<void> {
  const { random, devices, old } = history
  for (const device of devices) {
    const wire = device.wire()
    if (wire === undefined) continue
    for (let index = random.below(6); index > 0; index -= 1) {
      if (random.chance(LOSS)) {
        cut(history, device, () => undefined)
        break
      }
      const moved = random.chance(50) ? wire.carryUp() || wire.carryDown() : wire.carryDown() || wire.carryUp()
      if (!moved) break
      await turn()
    }
  }
  for (const wire of old) {
    if (!random.chance(50)) continue
    if (!wire.carryUp()) old.delete(wire)
    await turn()
  }
}

/** Everything that is under way, without a loss, until nothing is. */
export async function carryEverything({ devices, old }: History): Promise<void> {
  for (let moved = true; moved;) {
    await turn()
    moved = false
    for (const wire of [...old, ...devices.flatMap((device) => device.wire() ?? [])]) {
      while (wire.carryUp()) moved = true
      while (wire.carryDown()) moved = true
    }
  }
}

const ROUNDS = 30

/** All devices online, until nothing is under way any more and nothing waits. */
export async function comeToRest(history: History): Promise<void> {
  const { devices } = history
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const device of devices) {
      const wire = device.wire()
      if (wire !== undefined && !wire.isOver()) continue
      if (wire !== undefined) await device.disconnect()
      connect(history, device)
    }
    await carryEverything(history)
    const isOnline = devices.every((device) => device.wire()?.isOver() === false)
    const waits = devices.some((device) => device.outboxRows().some(({ state }) => state === 'waiting'))
    if (isOnline && !waits) return
  }
}
