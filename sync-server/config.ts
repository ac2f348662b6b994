import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ServerTask } from './backup/server-task.ts'
import { RedirectHosts } from './pages/redirect-hosts.ts'
import { LimitSetting } from './safety/limit-setting.ts'
import { MailFrom } from './safety/mail-from.ts'
import { TrustedProxies } from './safety/trusted-proxies.ts'

/** How a server is told to run; from the command line and the environment, or built by a test. */
export const ServerConfig = z
  .object({
    host: z.string().min(1),
    /** 0: any free one. */
    port: z.coerce.number().int().min(0).max(65_535),
    /** Holds the embedded database when there is no `databaseUrl`; without both the database is in memory. */
    dataDir: z.string().min(1).optional(),
    databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    /** Without it mail goes to the test mailbox at `/mailbox`. */
    smtpUrl: z.url({ protocol: /^smtps?$/ }).optional(),
    /** Without a slash at the end. */
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** Who sends mail; absent: the server itself, at the domain of `publicUrl`. */
    mailFrom: MailFrom.optional(),
    /** Who stands in front of us and says for whom; absent: nobody, and the address is the connection's own. */
    trustProxy: TrustedProxies.optional(),
    /** Other limits than the usual ones; `off` is for measuring. */
    rateLimits: LimitSetting.optional(),
    /** With it `/metrics` answers anybody who shows it, without it this machine alone. */
    metricsToken: z.string().min(16).optional(),
    /** Where a page may lead those who have booked; absent: nowhere. */
    redirectHosts: RedirectHosts.optional(),
    /** A demo workspace at the first start. */
    demo: z.boolean(),
    /** One line of JSON on stdout when ready. */
    json: z.boolean(),
    /** In place of serving. */
    task: ServerTask.optional(),
  })
  .readonly()
export type ServerConfig = z.infer<typeof ServerConfig>

/** What is wrong, by the name of the setting and in one sentence; never with its value, which may hold a password. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

const SETTINGS: Readonly<Record<string, readonly [name: string, wanted: string]>> = {
  host: ['HOST', 'an address to listen on'],
  port: ['PORT', 'a number from 0 to 65535'],
  dataDir: ['--data', 'a folder'],
  databaseUrl: ['DATABASE_URL', 'an address like postgresql://user@host/name'],
  smtpUrl: ['SMTP_URL', 'an address like smtp://user@host:587'],
  publicUrl: ['PUBLIC_URL', 'an address like https://dayloom.example'],
  mailFrom: ['MAIL_FROM', 'one address like bookings@example.org or Mill Lane <bookings@example.org>'],
  trustProxy: ['TRUST_PROXY', 'addresses or networks like 127.0.0.1, 10.0.0.0/8, with commas between them'],
  rateLimits: ['RATE_LIMITS', 'off, or limits like write-address=300, with commas between them'],
  metricsToken: ['METRICS_TOKEN', 'at least 16 characters'],
  redirectHosts: ['REDIRECT_HOSTS', 'host names like www.example.org, with commas between them'],
}

/** `argv`: without the program's own name. An option stands above its variable. Throws ConfigError. */
export function readConfig(argv: readonly string[], env: Environment): ServerConfig {
  const options = readOptions(argv)
  const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value)
  const parsed = ServerConfig.safeParse({
    host: options.host ?? given(env['HOST']) ?? '127.0.0.1',
    port: options.port ?? given(env['PORT']) ?? '4780',
    dataDir: options.data,
    databaseUrl: given(env['DATABASE_URL']),
    smtpUrl: given(env['SMTP_URL']),
    publicUrl: given(env['PUBLIC_URL']),
    mailFrom: given(env['MAIL_FROM']),
    trustProxy: given(env['TRUST_PROXY']),
    rateLimits: given(env['RATE_LIMITS']),
    metricsToken: given(env['METRICS_TOKEN']),
    redirectHosts: given(env['REDIRECT_HOSTS']),
    demo: options.demo ?? false,
    json: options.json ?? false,
    task: taskOf(options),
  })
  if (!parsed.success) {
    const [name, wanted] = SETTINGS[String(parsed.error.issues[0]?.path[0])] ?? ['a setting', 'something else']
    throw new ConfigError(`${name} must be ${wanted}.`)
  }
  if (parsed.data.dataDir === undefined && parsed.data.databaseUrl === undefined) {
    throw new ConfigError('Say where to keep the data: --data FOLDER, or DATABASE_URL for PostgreSQL.')
  }
  return parsed.data
}

function readOptions(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean' },
        json: { type: 'boolean' },
        'new-epoch': { type: 'boolean' },
        backup: { type: 'string' },
        restore: { type: 'string' },
        force: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : 'The options cannot be read.')
  }
}

type Options = ReturnType<typeof readOptions>

function taskOf({ backup, restore, force = false, 'new-epoch': newEpoch }: Options): ServerTask | undefined {
  if (backup !== undefined) return { kind: 'backup', to: resolve(backup) }
  if (restore !== undefined) return { kind: 'restore', from: resolve(restore), force }
  return newEpoch === true ? { kind: 'new-epoch' } : undefined
}
