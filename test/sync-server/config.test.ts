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
