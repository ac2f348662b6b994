import * as encoding from 'lib0/encoding'
import { afterEach, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { MemberId, DeviceId } from '../../../src/core/model/ids.ts'
import { eventually } from '../../support/eventually.ts'
import { ANNA, BEN, CARA, id, QUARTER, tokenFor } from '../started-server.ts'
import { attackedServer } from './attacked-server.ts'

const attacked = attackedServer()
const providers: WebsocketProvider[] = []
afterEach(() => {
  for (const provider of providers.splice(0)) provider.destroy()
})

let devices = 900
async function stock(member: MemberId): Promise<WebsocketProvider> {
  const url = `${attacked.server.url.replace('http', 'ws')}/sync`
  const token = tokenFor(attacked.server, member, id(DeviceId, (devices += 1)))
  const provider = new WebsocketProvider(url, QUARTER, new Y.Doc(), { protocols: [`token.${token}`], disableBc: true })
  providers.push(provider)
  await eventually(() => provider.synced, { what: 'synced' })
  return provider
}

/** An awareness message as anybody could make it. */
function awareness(client: number, clock: number, state: unknown): Uint8Array<ArrayBuffer> {
  const update = encoding.encode((encoder) => {
    for (const number of [1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })
  const message = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, update)
  })
  return new Uint8Array(message)
}

test('Y5 spoofed presence: who looks is who signed in, whatever they say, and nobody speaks for another', async () => {
  const before = await attacked.state()
  const anna = await stock(ANNA)
  const cara = await stock(CARA)
  const ben = await stock(BEN)
  anna.awareness.setLocalState({ at: 'the first week' })
  await eventually(() => cara.awareness.getStates().has(anna.doc.clientID))

  // As Anna: first under an id of his own, then under hers, then to make her go.
  ben.awareness.setLocalState({ user: { member: ANNA, name: 'Anna' }, at: 'here' })
  ben.ws?.send(awareness(anna.doc.clientID, 99, { user: { member: BEN }, at: 'nowhere' }))
  ben.ws?.send(awareness(anna.doc.clientID, 100, null))
  const seen = await eventually(() => cara.awareness.getStates().get(ben.doc.clientID)?.['user'])
  expect(seen.value).toMatchObject({ member: BEN })
  anna.awareness.setLocalStateField('at', 'the second week')
  await eventually(() => cara.awareness.getStates().get(anna.doc.clientID)?.['at'] === 'the second week')
  expect(cara.awareness.getStates().get(anna.doc.clientID)).toMatchObject({ user: { member: ANNA } })
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 spoofed presence: a device says what it looks at, and not who it is', async () => {
  await using anna = await attacked.enter(ANNA)
  await using ben = await attacked.enter(BEN)
  anna.send({ kind: 'look', documents: [QUARTER] })
  const asCara = { kind: 'look' as const, documents: [QUARTER], members: [CARA], member: CARA }
  ben.send(asCara)
  const members = () =>
    anna.messages.flatMap((one) => (one.kind === 'looking' && one.document === QUARTER ? [[...one.members]] : []))
  await eventually(() => members().at(-1)?.includes(BEN), { what: 'Ben is seen' })
  expect(
    members()
      .flat()
      .filter((one) => one !== BEN && one !== ANNA),
  ).toEqual([])
  await attacked.goesOn()
})
