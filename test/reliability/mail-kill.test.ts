import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { startProcess, type StartedProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const Ready = z.object({ committed: z.array(z.string()) })

/** At which mail a life ends; 0: before the first. Odd ones before it is acknowledged, even ones right after. */
const KILLS = [0, 3, 8, 13, 18]

type Run = {
  readonly committed: readonly string[]
  /** What the mail server has acknowledged. */
  readonly accepted: readonly string[]
  /** By reader: every Message-ID that came. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>
  readonly copies: number
}

/** Lives that are killed, and one that is let finish (with `fault`: that has time to). */
async function run(kills: readonly number[], fault?: string): Promise<Run> {
  using folder = temporaryFolder()
  const accepted: string[] = []
  const seen = new Map<string, Set<string>>()
  let [countdown, copies] = [Infinity, 0]
  let life: StartedProcess | undefined
  const die = () => void life?.end('SIGKILL')
  await using server = await startMailServer(async ({ to, raw }) => {
    const messageId = /^Message-ID:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''
    const reader = to.join()
    seen.set(reader, (seen.get(reader) ?? new Set()).add(messageId))
    copies += 1
    countdown -= 1
    if (countdown === 0) die()
    if (countdown <= 0 && copies % 2 === 1) return new Promise(() => {})
    accepted.push(messageId)
    return undefined
  })
  const committed: string[] = []
  const live = async (cycle: number): Promise<StartedProcess> => {
    const args = [join(folder.path, 'data'), server.url, String(cycle), ...(fault === undefined ? [] : [fault])]
    life = await startProcess('test/reliability/mail-child.ts', args, { covered: false })
    committed.push(...Ready.parse(life.ready).committed)
    return life
  }
  for (const [cycle, kill] of kills.entries()) {
    countdown = kill === 0 ? Infinity : kill
    const started = await live(cycle)
    if (kill === 0) await started.end('SIGKILL')
    else await eventually(() => countdown <= 0, { what: `mail ${kill}`, deadlineMs: 60_000 })
    await started.end('SIGKILL')
  }
  countdown = Infinity
  await using last = await live(kills.length)
  const isLast = (name: string): boolean => committed.slice(-20).includes(name)
  const all = fault === undefined ? committed : committed.filter(isLast)
  await eventually(() => all.every((name) => accepted.includes(name)), { what: 'sending', deadlineMs: 60_000 })
  await last.end('SIGKILL')
  return { committed, accepted, seen, copies }
}

test(
  `C5 an outbox killed ${KILLS.length} times sends everything that was committed, twice only under one Message-ID`,
  { timeout: 300_000 },
  async () => {
    const { committed, accepted, seen, copies } = await run(KILLS)
    expect(new Set(accepted)).toEqual(new Set(committed))
    expect([...seen.values()].filter((names) => names.size !== 1)).toEqual([])
    expect(seen.size).toBe(committed.length)
    // Or nothing was ever killed in the middle.
    expect(copies).toBeGreaterThan(committed.length)
  },
)

test('an outbox that notes what it has taken as sent loses mails (mutant)', { timeout: 300_000 }, async () => {
  const { committed, accepted } = await run([3, 8], 'mark-first')
  expect(committed.filter((name) => !accepted.includes(name))).not.toEqual([])
})
