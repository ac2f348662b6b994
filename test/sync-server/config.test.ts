import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../sync-server/config.ts'

test('options stand above variables, and both have defaults', () => {
  const env = { PORT: '5000', HOST: '0.0.0.0', PUBLIC_URL: 'https://dayloom.example//', SMTP_URL: '' }
  expect(readConfig(['--data', 'x', '--port', '0', '--demo'], env)).toEqual({
    host: '0.0.0.0',
    port: 0,
    dataDir: 'x',
    publicUrl: 'https://dayloom.example',
    demo: true,
    json: false,
  })
  expect(readConfig(['--json'], { DATABASE_URL: 'postgresql://me@host/db?host=%2Ftmp' })).toEqual({
    host: '127.0.0.1',
    port: 4780,
    databaseUrl: 'postgresql://me@host/db?host=%2Ftmp',
    demo: false,
    json: true,
  })
})

test('what stands around a server', () => {
  const env = {
    TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,2001:db8::/32, uniquelocal',
    MAIL_FROM: 'Mill Lane <rooms@example.org>',
    RATE_LIMITS: 'write-address=300, read-all=100000',
    METRICS_TOKEN: 'a long enough secret',
  }
  expect(readConfig(['--data', 'x', '--port', '1'], env)).toEqual({
    host: '127.0.0.1',
    port: 1,
    dataDir: 'x',
    trustProxy: ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32', 'uniquelocal'],
    mailFrom: { name: 'Mill Lane', address: 'rooms@example.org' },
    rateLimits: { 'write-address': 300, 'read-all': 100_000 },
    metricsToken: 'a long enough secret',
    demo: false,
    json: false,
  })
  expect(readConfig(['--data', 'x'], { RATE_LIMITS: 'off', MAIL_FROM: 'rooms@example.org' })).toMatchObject({
    rateLimits: 'off',
    mailFrom: { name: '', address: 'rooms@example.org' },
  })
})

const PROXIES = 'TRUST_PROXY must be addresses or networks like 127.0.0.1, 10.0.0.0/8, with commas between them.'
const SENDER = 'MAIL_FROM must be one address like bookings@example.org or Mill Lane <bookings@example.org>.'
const LIMITS = 'RATE_LIMITS must be off, or limits like write-address=300, with commas between them.'

test.each([
  ['TRUST_PROXY', 'true', PROXIES],
  ['TRUST_PROXY', '1', PROXIES],
  ['TRUST_PROXY', '0.0.0.0/0', PROXIES],
  ['TRUST_PROXY', '10.0.0.0/33', PROXIES],
  ['TRUST_PROXY', '10.0.0.0/8,', PROXIES],
  ['TRUST_PROXY', 'proxy.example.org', PROXIES],
  ['MAIL_FROM', 'nobody', SENDER],
  ['MAIL_FROM', 'a@example.org, b@example.org', SENDER],
  ['MAIL_FROM', 'A <a@example.org>, B <b@example.org>', SENDER],
  ['MAIL_FROM', 'A\r\nBcc: b@example.org <a@example.org>', SENDER],
  ['RATE_LIMITS', 'write-adress=300', LIMITS],
  ['RATE_LIMITS', 'write-address=0', LIMITS],
  ['RATE_LIMITS', 'write-address', LIMITS],
  ['METRICS_TOKEN', 'short', 'METRICS_TOKEN must be at least 16 characters.'],
])('%s=%j is refused', (name, value, message) => {
  expect(() => readConfig(['--data', 'x'], { [name]: value })).toThrow(new ConfigError(message))
})

test.each([
  [['--data', 'x', '--port', '70000'], {}, 'PORT must be a number from 0 to 65535.'],
  [['--data', 'x'], { PORT: 'secret' }, 'PORT must be a number from 0 to 65535.'],
  [[], { DATABASE_URL: 'mysql://me:secret@host' }, 'DATABASE_URL must be an address like postgresql://user@host/name.'],
  [['--data', 'x'], { SMTP_URL: 'secret' }, 'SMTP_URL must be an address like smtp://user@host:587.'],
  [['--data', 'x'], { PUBLIC_URL: 'ftp://secret' }, 'PUBLIC_URL must be an address like https://dayloom.example.'],
  [['--data', ''], {}, '--data must be a folder.'],
  [[], {}, 'Say where to keep the data: --data FOLDER, or DATABASE_URL for PostgreSQL.'],
  [['--colour', 'red'], {}, "Unknown option '--colour'"],
] as const)('%j with %j is named', (argv, env, message) => {
  const read = () => readConfig(argv, env)
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(message)
})

test('docs/operating.md has every variable that is read, and no other', () => {
  const read = new Set<string>()
  const env = new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => void read.add(String(name)) })
  readConfig(['--data', 'x'], env)
  const text = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
  const [, settings = ''] = text.split('## ')
  const listed = [...settings.matchAll(/^\| `(?<name>[A-Z_]+)` \|/gm)].map(({ groups }) => groups?.['name'] ?? '')
  expect(new Set(listed)).toEqual(read)
})
