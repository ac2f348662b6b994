/** The rooms of the house, who may import whom, and which packages and platform each may touch. Imports point up this list. */
export type Room = {
  readonly path: string
  /** The folder whose tsconfig.json holds it. */
  readonly project: string
  /** May import these rooms (and everything below them), and itself. */
  readonly imports: readonly string[]
  readonly packages: readonly string[]
  readonly node: boolean
}

function room(
  path: string,
  imports: readonly string[],
  packages: readonly string[],
  { node }: { node: boolean },
): Room {
  const project = path
    .split('/')
    .slice(0, path.startsWith('src/') ? 2 : 1)
    .join('/')
  return { path, project, imports, packages, node }
}

const PURE = { node: false }
const NODE = { node: true }
const MODEL = 'src/core/model'
const TIME = 'src/core/time'
const SCHEDULING = 'src/core/scheduling'
const QUESTIONS = 'src/core/questions'
const DOCUMENT = 'src/core/document'
const SCREENS = ['react', 'react-dom', 'react-aria-components', 'react-i18next', 'i18next', 'lucide-react']

export const ROOMS: readonly Room[] = [
  room(MODEL, [], ['zod'], PURE),
  room(TIME, [MODEL], ['luxon', 'rrule', 'date-holidays'], PURE),
  room(SCHEDULING, [MODEL, TIME], [], PURE),
  room(DOCUMENT, [MODEL, TIME, SCHEDULING], ['yjs', 'zod'], PURE),
  room('src/core/projections', [MODEL, TIME, SCHEDULING, DOCUMENT], ['yjs'], PURE),
  room('src/core/contract', [MODEL, TIME, SCHEDULING, DOCUMENT], ['zod', '@orpc/contract', 'lib0'], PURE),
  room(QUESTIONS, [MODEL], ['zod'], PURE),
  room('src/core/commands', [MODEL, TIME, SCHEDULING, DOCUMENT, 'src/core/contract', QUESTIONS], ['yjs', 'zod'], PURE),
  room('src/core/ical', ['src/core'], ['ical.js', 'node-ical', 'zod'], PURE),
  room('src/storage', ['src/core'], ['drizzle-orm', 'better-sqlite3', 'pg', '@electric-sql/pglite', 'zod'], NODE),
  room(
    'src/engine',
    ['src/core', 'src/storage'],
    ['yjs', 'lib0', '@orpc/client', '@orpc/contract', '@orpc/server', 'ws', 'zod', 'conf', 'node-ical', 'pino'],
    NODE,
  ),
  room('src/host', ['src/engine', 'src/core'], ['@orpc/server', 'ws'], NODE),
  room(
    'src/cli',
    ['src/core', 'src/storage', 'src/engine', 'src/host'],
    ['commander', 'env-paths', '@orpc/client', '@orpc/contract', 'zod', 'ws'],
    NODE,
  ),
  room('src/main', ['src/core', 'src/engine', 'src/host'], ['electron', 'electron-store', 'zod'], NODE),
  room('src/preload', ['src/core'], ['electron'], PURE),
  room(
    'src/renderer',
    [MODEL, TIME, SCHEDULING, 'src/core/contract'],
    [
      ...SCREENS,
      '@tanstack/react-router',
      '@tanstack/react-query',
      '@orpc/client',
      '@orpc/contract',
      '@orpc/tanstack-query',
      '@fontsource-variable/inter',
      'zod',
    ],
    PURE,
  ),
  room(
    'sync-server',
    ['src/core', 'src/storage'],
    [
      'fastify',
      '@fastify/cookie',
      '@fastify/formbody',
      '@fastify/helmet',
      '@fastify/static',
      '@orpc/server',
      'better-auth',
      'drizzle-orm',
      'i18next',
      'lib0',
      'nodemailer',
      'pg',
      'pino',
      'ws',
      'y-protocols',
      'yjs',
      'zod',
    ],
    NODE,
  ),
]

export function roomOf(file: string): Room | undefined {
  const path = file.replaceAll('\\', '/')
  return ROOMS.find((room) => path.startsWith(`${room.path}/`))
}

/** Upwards only, and nobody imports the entries: main, preload, cli, renderer, sync-server/index.ts. */
export function isAllowed(from: Room, to: Room): boolean {
  return from.path === to.path || from.imports.some((path) => to.path === path || to.path.startsWith(`${path}/`))
}
