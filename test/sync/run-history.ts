import './seeded-crypto.ts'
import { seedCrypto } from './seeded-crypto.ts'
import { compact } from '../../src/storage/desk/compact.ts'
import { documentStates } from '../../src/storage/desk/document-state.ts'
import { headsOf } from '../../sync-server/documents/document-log.ts'
import { beginHistory } from './begin-history.ts'
import { carryEverything, carrySome, comeToRest, connect, cut, cutEverybody, type Say } from './carry.ts'
import { actOn } from './device-acts.ts'
import type { DeviceSide } from './device-side.ts'
import { brokenAtRest } from './history-checks.ts'
import { count, type History, type HistoryEnd, type HistoryOptions } from './history.ts'
import { seededRandom } from './seeded-random.ts'
import { turn } from './turn.ts'

/** A random history of several devices and the server, to its end, and what does not hold at the end of it. */
export async function runHistory(options: HistoryOptions): Promise<HistoryEnd> {
  seedCrypto(options.seed)
  const random = seededRandom(options.seed)
  await using stack = new AsyncDisposableStack()
  const history = await beginHistory(options, random, stack)
  for (let step = 0; step < options.operations; step += 1) await takeStep(history, step)
  await comeToRest(history)
  const broken = await brokenAtRest(history.server, history.devices)
  for (const { acknowledged, outboxRows } of history.devices) {
    count(history, 'acknowledged', acknowledged.size)
    count(history, 'refused', outboxRows().filter(({ state }) => state === 'refused').length)
  }
  return { seed: options.seed, broken, counts: history.counts }
}

async function takeStep(history: History, step: number): Promise<void> {
  const { random, devices } = history
  const device = random.pick(devices)
  if (device === undefined) return
  const fate = random.below(100)
  const say = (what: string) => history.options.say?.(`${step} ${device.name} ${what}`)
  if (fate < 58) await act(history, device, step)
  else if (fate < 70) await carrySome(history)
  else if (fate < 82) await reconnect(history, device, say)
  else if (fate < 86) cut(history, device, say)
  else if (fate < 89) await restartDevice(history, device, say)
  else if (fate < 91) await restartServer(history, say)
  else if (fate < 94) await reshare(history, say)
  else if (fate < 96) await compactSomething(history, device, say)
  else if (fate < 99) await (random.chance(50) ? keepServer(history, say) : keepDevice(history, device, say))
  else await carryEverything(history)
  if (random.chance(40)) await carrySome(history)
}

async function act(history: History, device: DeviceSide, step: number): Promise<void> {
  const { random, newId, calendars, eventType } = history
  const saved = await actOn(device, { random, newId, calendars, eventType, step })
  count(history, saved ? 'saved' : 'refused at once')
  history.options.say?.(`${step} ${device.name} acts: ${saved ? [...device.acknowledged.values()].at(-1) : 'refused'}`)
  await turn()
}

async function reconnect(history: History, device: DeviceSide, say: Say): Promise<void> {
  const wire = device.wire()
  if (wire !== undefined && !wire.isOver()) return carrySome(history)
  if (wire !== undefined) await device.disconnect()
  say('connects')
  connect(history, device)
  await turn()
}

async function restartDevice(history: History, device: DeviceSide, say: Say): Promise<void> {
  say('starts anew')
  cut(history, device, () => undefined)
  await device.restart()
  count(history, 'restarts')
}

async function restartServer(history: History, say: Say): Promise<void> {
  say('sees the server start anew')
  await cutEverybody(history)
  await history.server.restart()
  count(history, 'server restarts')
}

/** A backup is taken, or, where there is one, everything goes back to it. */
async function keepServer(history: History, say: Say): Promise<void> {
  const { random, server } = history
  if (!server.isBackedUp() || random.chance(40)) {
    say('sees the server backed up')
    count(history, 'server backups')
    return server.backup()
  }
  await cutEverybody(history)
  await server.restore()
  say('sees the server restored')
  count(history, 'server restores')
}

async function keepDevice(history: History, device: DeviceSide, say: Say): Promise<void> {
  if (!device.isBackedUp() || history.random.chance(40)) {
    say('is backed up')
    count(history, 'device backups')
    return device.backup()
  }
  cut(history, device, () => undefined)
  await device.restore()
  say('is restored')
  count(history, 'device restores')
}

async function reshare(history: History, say: Say): Promise<void> {
  const { random, server, calendars, people } = history
  const calendar = random.pick(calendars)
  const member = random.pick(people.slice(1))
  if (calendar === undefined || member === undefined) return
  const permission = random.pick(['write', 'write', 'read', 'free-busy', undefined] as const)
  say(`sees ${member.slice(-4)} get ${permission} on ${calendar.slice(-4)}`)
  await server.share(calendar, member, permission)
  count(history, 'shares')
  await turn()
}

async function compactSomething(history: History, device: DeviceSide, say: Say): Promise<void> {
  const { random, server } = history
  if (random.chance(50)) {
    const { store, lane } = device.desk()
    const state = random.pick(documentStates(store.read))
    if (state !== undefined) await lane.run(() => store.tx(async (tx) => compact(tx, state.name)))
    say(`folds ${state?.name}`)
  } else {
    const row = random.pick(await headsOf(server.store.read, [server.workspace]))
    if (row !== undefined) await server.compact(row.name, random.chance(30) ? 'whole' : 'gentle')
    say(`sees ${row?.name} folded`)
  }
  count(history, 'compactions')
}
