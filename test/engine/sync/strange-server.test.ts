import { expect, test } from 'vitest'
import { createServerDouble, type ServerDouble } from '../../support/server-double.ts'
import { hour, openTestDesk, titles } from '../../support/test-desk.ts'

const ADA = 'ada@example.org'
const REVOKED = {
  defined: true,
  code: 'REFUSED',
  status: 422,
  message: '',
  data: { reason: 'device-revoked', details: {} },
}

/** The server of the desk; every other address, and whoever is not Ada, is told that this device was revoked. */
function connectOf({ connect }: ServerDouble): ServerDouble['connect'] {
  const fetch = async (request: Request): Promise<Response> => {
    const isStrange = !request.url.startsWith('http://server.test') || (await request.clone().text()).includes('bob@')
    return isStrange ? Response.json({ json: REVOKED }, { status: 422 }) : connect.fetch(request)
  }
  return { ...connect, fetch }
}

test.each([
  ['another server than its own', 'http://elsewhere.test', ADA],
  ['its server, to somebody else who signs in here', 'http://server.test', 'bob@example.org'],
])('Y8 nothing is wiped on the word of %s', async (_who, server, email) => {
  const double = createServerDouble()
  double.join(ADA, 'owner')
  await using desk = await openTestDesk({ connect: connectOf(double) })
  await desk.call.session.connect({ server: 'http://server.test', email: ADA, password: 'password' })
  const { id } = await desk.call.calendars.create({ name: 'Own' })
  await desk.call.appointments.create(hour(id, 'Kept', '2026-11-20T08:00:00+01:00'))
  const trying = desk.call.session.connect({ server, email, password: 'password' })
  await expect(trying).rejects.toMatchObject({ data: { reason: 'device-revoked' } })
  expect((await desk.call.session.get()).wiped).toBeUndefined()
  expect(await titles(desk.call)).toEqual(['Kept'])
})

test('whoever signs in at the desk of somebody else is turned away, and leaves no open session behind', async () => {
  const double = createServerDouble()
  double.join(ADA, 'owner')
  double.join('bob@example.org')
  const asked: string[] = []
  const fetch = (request: Request): Promise<Response> => {
    asked.push(new URL(request.url).pathname.split('/').slice(-2).join('.'))
    return double.connect.fetch(request)
  }
  await using desk = await openTestDesk({ connect: { ...double.connect, fetch } })
  await desk.call.session.connect({ server: 'http://server.test', email: ADA, password: 'password' })
  asked.length = 0
  const trying = desk.call.session.connect({
    server: 'http://server.test',
    email: 'bob@example.org',
    password: 'password',
  })
  await expect(trying).rejects.toMatchObject({ data: { reason: 'already-connected' } })
  expect(asked.filter((one) => one.startsWith('accounts.sign'))).toEqual(['accounts.signIn', 'accounts.signOut'])
  expect((await desk.call.session.get()).email).toBe(ADA)
})
