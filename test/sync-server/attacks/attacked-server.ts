import { afterAll, beforeAll, expect } from 'vitest'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import type { MemberId } from '../../../src/core/model/ids.ts'
import { eventually } from '../../support/eventually.ts'
import { appointment } from '../../support/rows.ts'
import { serverState } from '../documents/server-state.ts'
import { createCopy, openDevice, type Answer, type TestDevice } from '../documents/test-device.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CARA,
  fillWorkspace,
  QUARTER,
  startServer,
  type StartedServer,
} from '../started-server.ts'

export type AttackedServer = {
  readonly server: StartedServer
  readonly state: () => ReturnType<typeof serverState>
  /** Anna, whose calendar it is, writes on; Cara, who may read it, sees that. */
  goesOn(): Promise<void>
  enter(member: MemberId): Promise<TestDevice>
  /** An entry of Anna's own, with the copy that it was written in. */
  honest(client: number): Promise<{ copy: ReturnType<typeof createCopy>; update: Uint8Array }>
}

let made = 100

/** A real server with three people: Anna's calendar, which Ben may write and Cara may read. */
export function attackedServer(): AttackedServer {
  let server: StartedServer
  let anna: TestDevice
  let cara: TestDevice
  const enter = async (member: MemberId): Promise<TestDevice> => {
    const device = await openDevice(server, member)
    await device.hello()
    return device
  }
  beforeAll(async () => {
    server = await startServer()
    await fillWorkspace(server, [
      [CALENDAR, BEN, 'write'],
      [CALENDAR, CARA, 'read'],
    ])
    anna = await enter(ANNA)
    cara = await enter(CARA)
  }, 120_000)
  afterAll(async () => {
    await anna[Symbol.asyncDispose]()
    await cara[Symbol.asyncDispose]()
    await server.close()
  })
  const write = async (copy: ReturnType<typeof createCopy>, title: string): Promise<Uint8Array> => {
    const update = copy.write((doc) => writeAppointment(doc, appointment((made += 1), { title, createdBy: ANNA })))
    const answer: Answer = await anna.command([{ document: QUARTER, update }])
    expect(answer).toMatchObject({ kind: 'accepted' })
    await eventually(() => titlesOf(cara).includes(title), { what: 'the colleague sees it' })
    return update
  }
  return {
    get server() {
      return server
    },
    state: () => serverState(server.deps.store.read),
    goesOn: async () => void (await write(createCopy(), `after the attack ${made}`)),
    enter,
    honest: async (client) => {
      const copy = createCopy(client)
      return { copy, update: await write(copy, `before the attack ${client}`) }
    },
  }
}

function titlesOf(device: TestDevice): string[] {
  return readAppointments(device.doc(QUARTER), CALENDAR).valid.map(({ title }) => title)
}
