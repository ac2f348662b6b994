import { createApp } from '../../../sync-server/create-app.ts'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { clientAddress } from '../../../sync-server/safety/client-address.ts'

const FORWARDED = [
  undefined,
  '',
  '192.0.2.7',
  '192.0.2.7, 10.1.2.3',
  '10.1.2.3, 192.0.2.7',
  ' 192.0.2.7 ,10.0.0.1,  127.0.0.1',
  '2001:db8::1, fe80::5, ::1',
  '10.0.0.1, 10.0.0.2',
]
const PROXIES = [
  undefined,
  ['loopback'],
  ['10.0.0.0/8'],
  ['loopback', '10.1.2.3'],
  ['loopback', 'linklocal', 'uniquelocal'],
]
const NEIGHBOURS = ['127.0.0.1', '10.0.0.9', '203.0.113.5', '::1', '::ffff:127.0.0.1']

test.each(PROXIES.map((proxies) => [proxies?.join() ?? 'nobody', proxies] as const))(
  'a socket comes from where the framework would say that a request comes from, where %s is believed',
  async (_, proxies) => {
    await using app = await createApp(pino({ level: 'silent' }), proxies ? { trustProxy: proxies } : {})
    app.get('/', (request, reply) => reply.send({ ip: request.ip }))
    const addressOf = clientAddress(proxies)
    for (const remoteAddress of NEIGHBOURS) {
      for (const forwarded of FORWARDED) {
        const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
        const { ip } = (await app.inject({ url: '/', remoteAddress, headers })).json<{ ip: string }>()
        expect({ remoteAddress, forwarded, ip: addressOf({ socket: { remoteAddress }, headers }) }).toEqual({
          remoteAddress,
          forwarded,
          ip,
        })
      }
    }
  },
)
