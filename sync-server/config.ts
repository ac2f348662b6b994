import { parseArgs } from 'node:util'
import { z } from 'zod'

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
    /** A demo workspace at the first start. */
    demo: z.boolean(),
    /** One line of JSON on stdout when ready. */
    json: z.boolean(),
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
    demo: options.demo ?? false,
    json: options.json ?? false,
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
      },
    })
    return values
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : 'The options cannot be read.')
  }
}
