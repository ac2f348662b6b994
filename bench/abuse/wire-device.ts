import { once } from 'node:events'
import { WebSocket } from 'ws'
import {
  decodeMessage,
  DEVICE_SUBPROTOCOL,
  encodeMessage,
  PROTOCOL_VERSION,
  ServerMessage,
  type DeviceMessage,
} from '../../src/core/contract/sync-protocol.ts'

export type WireDevice = {
  readonly socket: WebSocket
  send(message: DeviceMessage): void
  /** Calls back with everything that is heard from now on. */
  onMessage: (message: ServerMessage) => void
}

/** A device at the wire that has said hello and is caught up. */
export async function wireDevice(url: string, token: string): Promise<WireDevice> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, [DEVICE_SUBPROTOCOL, `token.${token}`])
  socket.on('error', () => undefined)
  const caughtUp = Promise.withResolvers<void>()
  const device: WireDevice = {
    socket,
    send: (message) => socket.send(encodeMessage(message)),
    onMessage: () => undefined,
  }
  socket.on('message', (data: Buffer) => {
    const message = decodeMessage(ServerMessage, new Uint8Array(data))
    if (message?.kind === 'caughtUp') caughtUp.resolve()
    if (message) device.onMessage(message)
  })
  socket.on('close', () => caughtUp.resolve())
  await once(socket, 'open')
  device.send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: {}, visible: [] })
  await caughtUp.promise
  return device
}
