import { randomUUID } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import { createLogger } from '../../../sync-server/create-logger.ts'
import { eventually } from '../../support/eventually.ts'
import { WISH } from '../booking/booking-world.ts'
import { from, openServer, posted } from './open-server.ts'

test('a text that a library wrote, an error and a request lose what may be somebody’s', () => {
  const lines: string[] = []
  const logger = createLogger({ write: (line: string) => void lines.push(line) })
  const error = new Error('no such user ida@example.org')
  logger.error(error)
  logger.error({ err: error })
  logger.warn('Reply was already sent in the "/booking/secret/manage" (GET) route?')
  logger.warn({ req: { url: '/secret' }, res: { secret: 1 }, route: '/book/:slug' }, 'answered ida@example.org')
  const entries = lines.map((line) => {
    const { level, msg, route, req, res, err } = JSON.parse(line)
    return { level, msg, route, req, res, code: err?.code }
  })
  expect(entries).toEqual([
    { level: 50, code: 'Error', msg: 'something was noted' },
    { level: 50, code: 'Error', msg: 'something was noted' },
    { level: 40, msg: 'Reply was already sent in the … (GET) …' },
    { level: 40, route: '/book/:slug', msg: 'answered …' },
  ])
})

/** Takes nobody's mail, and says for whom it would have been. */
async function rudeSmtp() {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(new Error(`no such user ${address}`)),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}

const PERSONAL = {
  name: 'Ida Holm',
  email: 'ida.holm@example.org',
  phone: '+45 12 34 56 78',
  address: '198.51.100.23',
  reason: 'The dentist called',
  password: 'correct horse battery',
  agent: 'IdasBrowser',
}

test('of whatever is asked, right or wrong, the log keeps nothing that is personal or a key', async () => {
  await using smtp = await rudeSmtp()
  const lines: string[] = []
  const logger = createLogger({ write: (line: string) => void lines.push(line) })
  await using server = await openServer({ trustProxy: ['127.0.0.1'], smtpUrl: smtp.url }, logger)
  const { name, email, phone, address, reason, password, agent } = PERSONAL
  const ask = (path: string, init = {}) => server.ask(path, from(address, init))
  const wish = { ...WISH, name, email, phone }
  const key = randomUUID()

  const headers = { 'idempotency-key': key, 'user-agent': agent }
  const made = BookingMade.parse(await (await ask('/book/anna-1/book', posted(wish, headers))).json())
  const token = /booking\/(?<token>[^/]+)\/manage/.exec(made.manageUrl)?.groups?.['token'] ?? ''
  const manage = `/booking/${token}/manage`
  const statuses = [
    await ask('/book/anna-1/book', posted({ ...wish, name: '', start: 'never' }, { 'idempotency-key': 'other' })),
    await ask('/book/anna-1/book', posted(wish, { 'idempotency-key': 'third' })),
    await ask(`/book/${encodeURIComponent(name)}/`),
    await ask(`/book/%zz${email}`),
    await ask(`/book/anna-1/book`, {
      method: 'POST',
      body: `{"email":"${email}"`,
      headers: { 'content-type': 'application/json' },
    }),
    await ask(manage),
    await ask(`/booking/${token.slice(0, -4)}AAAA/manage`),
    await ask(manage, { method: 'POST', body: new URLSearchParams({ reason }) }),
    await ask(
      '/api/v1/rpc/accounts/signIn',
      posted({ json: { email, password, device: { id: made.id, name: agent } } }),
    ),
    await ask(`/nowhere?${email}`),
  ].map(({ status }) => status)
  expect(statuses.every((status) => status >= 200 && status < 500)).toBe(true)
  await eventually(() => lines.join('').includes('a message could not be sent'))

  const text = lines.join('')
  expect(text).toContain('"route":"/booking/:token/manage"')
  for (const secret of [
    ...Object.values(PERSONAL),
    encodeURIComponent(name),
    token,
    key,
    'anna-1',
    'Anna',
    'Mill Lane',
  ]) {
    expect(text).not.toContain(secret)
  }
}, 120_000)
