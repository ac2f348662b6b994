import type { Engine } from '../../src/engine/create-engine.ts'
import { eventually } from './eventually.ts'
import type { ServerDouble } from './server-double.ts'
import { openTestDesk, titles, type TestDesk } from './test-desk.ts'

/** Where the double of the server is said to be. */
export const SERVER = 'http://server.test'

/** A desk on which `email` has signed in to the double; `password` is everybody's password there. */
export async function signedIn(server: ServerDouble, email: string): Promise<TestDesk> {
  const desk = await openTestDesk({ connect: server.connect })
  await desk.call.session.connect({ server: SERVER, email, password: 'password' })
  await online(desk.call)
  return desk
}

/** Waits until the desk is online and nothing waits. */
export async function online(call: Engine['call']): Promise<void> {
  await eventually(async () => {
    const { phase, waiting } = await call.sync.state()
    return phase === 'online' && waiting === 0
  })
}

/** Waits until exactly these titles stand in the weeks around now. */
export async function shows(call: Engine['call'], wanted: readonly string[]): Promise<void> {
  await eventually(async () => JSON.stringify(await titles(call)) === JSON.stringify(wanted))
}

/** A signed-in desk with a calendar of its own. */
export async function withCalendar(server: ServerDouble, email: string) {
  const desk = await signedIn(server, email)
  const calendar = await desk.call.calendars.create({ name: 'Ada’s' })
  await online(desk.call)
  return { desk, calendar: calendar.id }
}
