import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pino } from 'pino'
import { CalendarId, DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { Member } from '../../src/core/model/member.ts'
import { Workspace } from '../../src/core/model/workspace.ts'
import { signSyncPass } from '../../sync-server/accounts/sync-token.ts'
import { createServer } from '../../sync-server/create-server.ts'
import { numbered } from './numbered.ts'

// A sync server on PGlite with 24 people and six calendars, each of which four of them may write. Tells its address and
// tokens as a line of JSON, and for how long its event loop was held up at most whenever it is sent a message.

const PEOPLE = 24
const GROUP = 4
const ZONE = 'Europe/Berlin'
const workspace = numbered(WorkspaceId, 1)
const memberOf = (n: number): MemberId => numbered(MemberId, n + 1)

const folder = mkdtempSync(join(tmpdir(), 'dayloom-abuse-'))
const config = { host: '127.0.0.1', port: 0, demo: false, json: false, dataDir: folder, rateLimits: 'off' } as const
const server = await createServer(config, { logger: pino({ level: 'silent' }) })
const people = Array.from({ length: PEOPLE }, (_, n) => n)
await server.deps.serverTransaction(({ putDirectory }) =>
  putDirectory(workspace, {
    workspace: Workspace.parse({
      id: workspace,
      name: 'Clinic',
      slug: 'clinic',
      zone: ZONE,
      locale: 'de-DE',
      weekStart: 1,
      closures: [],
    }),
    members: people.map((n) =>
      Member.parse({
        id: memberOf(n),
        name: `Member ${n}`,
        email: `member${n}@example.org`,
        role: n === 0 ? 'owner' : 'staff',
        slug: `member-${n}`,
        zone: ZONE,
        colour: '#336699',
        ended: false,
      }),
    ),
    owners: people
      .filter((n) => n % GROUP === 0)
      .map((n) => ({ calendar: numbered(CalendarId, n / GROUP + 1), owner: memberOf(n) })),
    shares: people
      .filter((n) => n % GROUP !== 0)
      .map((n) => ({
        calendar: numbered(CalendarId, Math.floor(n / GROUP) + 1),
        member: memberOf(n),
        permission: 'write' as const,
      })),
  }),
)
const tokens = people.map((n) =>
  signSyncPass(server.deps.serverKey, {
    workspace,
    member: memberOf(n),
    device: numbered(DeviceId, n + 1),
    expiresAt: instant(server.deps.now() + 3_600_000),
  }),
)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
process.on('message', () => {
  process.send?.({ heldUpMs: Math.round(delay.max / 1_000_000) })
  delay.reset()
})
process.on('disconnect', () => {
  void server.close().finally(() => {
    rmSync(folder, { recursive: true, force: true })
    process.exit()
  })
})
process.stdout.write(`${JSON.stringify({ url: server.url, tokens })}\n`)
